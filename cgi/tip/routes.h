/* The public form as a program. */
#ifndef TIP_ROUTES_H
#define TIP_ROUTES_H

#include "web/web.h"

extern const struct program tip_program;

#endif
