/* A QR code as values for the macro `qr`. */
#ifndef PAGES_QR_VIEW_H
#define PAGES_QR_VIEW_H

#include "web/route.h"

/* Rows of runs for an SVG: NAME.Size, NAME.Runs.N.{X,Y,W}. Nothing when the text does not fit; the page is whole without it. */
void view_qr(struct request *req, const char *name, const char *text);

#endif
