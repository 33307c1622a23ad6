#include "fuzz.h"

/* Records of .xls files, with or without the compound file around them: fuzz_csv.c takes any bytes,
 * but would seldom hit upon these. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GBytes) bytes = g_bytes_new(data, size);

	if (size >= 4 && (data[0] == 0x09 || data[0] == 0xd0))
		fuzz_read(bytes);
	return 0;
}
