/* The floor for every dynamic page: a FastCGI program that only answers 6 kB. It shares nothing with ours
 * but libfcgi; tests/bench/run starts as many of it as a stack has portals.
 */
#include <fcgiapp.h>
#include <string.h>

enum { HELLO_BYTES = 6 * 1024 };

int main(void)
{
	static char page[HELLO_BYTES];
	FCGX_Request request;

	memset(page, 'x', sizeof(page));
	if (FCGX_Init() != 0 || FCGX_InitRequest(&request, 0, 0) != 0)
		return 1;
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_PutS("Content-Type: text/html\r\n\r\n", request.out);
		FCGX_PutStr(page, sizeof(page), request.out);
		FCGX_Finish_r(&request);
	}
	return 0;
}
