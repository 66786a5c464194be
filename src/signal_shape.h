/* How a row of fraud_signal lands in struct signal: for the files of this room only. */
#ifndef SIGNAL_SHAPE_H
#define SIGNAL_SHAPE_H

#include "base/db.h"

extern const struct shape signal_shape;

#endif
