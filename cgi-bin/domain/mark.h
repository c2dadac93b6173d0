/* Can the mark be seen? Whoever runs the system may put another SVG in its place; each of its colours must stand out from what it lies
 * on by 3:1 (WCAG 2.2, 1.4.11). Only what an SVG says in attributes is read: colours that stand in a style sheet are not judged, and that
 * is told as a fault of its own.
 */
#ifndef DOMAIN_MARK_H
#define DOMAIN_MARK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* What the header and the banner are filled with: --hotline-deep of static/_brand.scss, which a test compares. */
#define MARK_BACKGROUND 0x0b3d91u
#define MARK_CONTRAST 3.0

/* Of two colours as 0xrrggbb: 1 to 21. */
double mark_contrast(uint32_t one, uint32_t other);
/* NULL, or the first thing that is wrong with these len bytes: "#c9d3e3 on #0b3d91 is 1.9:1, and 3.0:1 is needed". */
const char *mark_fault(struct arena *arena, const char *svg, size_t len);

#endif
