/* The public form "Doe uw melding". */
#include "routes.h"

int main(int argc, char **argv)
{
	return web_main(argc, argv, &tip_program);
}
