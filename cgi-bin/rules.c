/* rules: the only program that runs province plugins. */
#include "rules/serve.h"

int main(void)
{
	return rules_serve();
}
