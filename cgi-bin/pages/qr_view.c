/* A QR code as values; see qr_view.h. */
#include "pages/qr_view.h"

#include <qrencode.h>

#include "web/view.h"

void view_qr(struct request *req, const char *name, const char *text)
{
	QRcode *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	size_t runs = 0;

	if (!qr)
		return;
	view_intf(req, qr->width, "%s.Size", name);
	for (int y = 0; y < qr->width; y++) {
		for (int x = 0; x < qr->width; x++) {
			int begin = x;

			while (x < qr->width && qr->data[y * qr->width + x] & 1)
				x++;
			if (x == begin)
				continue;
			view_intf(req, begin, "%s.Runs.%zu.X", name, runs);
			view_intf(req, y, "%s.Runs.%zu.Y", name, runs);
			view_intf(req, x - begin, "%s.Runs.%zu.W", name, runs);
			runs++;
		}
	}
	QRcode_free(qr);
}
