/* kp settings: the documentation of the settings file, made from its table. */
#include "kp.h"

int kp_settings(struct kp *kp, int argc, char **argv)
{
	(void)kp;
	if (argc != 1)
		return kp_usage(argv[0]);
	settings_print();
	return 0;
}
