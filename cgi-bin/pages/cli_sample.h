/* hotline sample redraw FILE [--package DIR] [--key FILE] [--margin SECONDS]: a list drawn again, without database or settings. argv[0] is "redraw". */
#ifndef PAGES_CLI_SAMPLE_H
#define PAGES_CLI_SAMPLE_H

int cli_sample_redraw(int argc, char **argv);

#endif
