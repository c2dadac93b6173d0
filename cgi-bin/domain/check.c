/* Checked attachments; see check.h. */
#include "domain/check.h"

#include <stddef.h>

static const char *const words[CHECK_END] = {
	[CHECK_NONE] = "none", [CHECK_WAITS] = "waits", [CHECK_CLEAN] = "clean", [CHECK_HELD] = "held", [CHECK_RELEASED] = "released",
	[CHECK_DESTROYED] = "destroyed",
};

const char *check_word(int check)
{
	return check >= 0 && check < CHECK_END ? words[check] : NULL;
}

bool check_lets_through(int check)
{
	return check == CHECK_NONE || check == CHECK_CLEAN || check == CHECK_RELEASED;
}
