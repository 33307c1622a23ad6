#include "fuzz-zip.h"

/* ODS packages, their parts given as text (fuzz-zip.h). */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) bytes = fuzz_zip(data, size);

	if (bytes && g_bytes_get_size(bytes) > 0)
		fuzz_read(bytes);
	return 0;
}
