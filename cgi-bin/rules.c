/* rules: the only program that runs province plugins. */
#include "rules/keep.h"

int main(int argc, char **argv)
{
	(void)argc;
	return rules_keep(argv);
}
