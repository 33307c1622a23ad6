#include "fuzz.h"

/* Any bytes: whatever they are taken for, reading them ends well. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) bytes = g_bytes_new(data, size);

	fuzz_read(bytes);
	return 0;
}
