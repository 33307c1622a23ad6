#include "publish-imp.h"

#include <glib/gstdio.h>

static void list_below(const char *dir, const char *relative, GPtrArray *files)
{
	g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(dir, name, NULL);
		char *below = relative ? g_strconcat(relative, "/", name, NULL) : g_strdup(name);

		if (g_file_test(path, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
			list_below(path, below, files);
			g_free(below);
		} else if (strcmp(below, TK_MANIFEST) == 0) {
			g_free(below);
		} else {
			g_ptr_array_add(files, below);
		}
	}
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *tk_list_tree(const char *dir)
{
	GPtrArray *files = g_ptr_array_new_with_free_func(g_free);

	list_below(dir, NULL, files);
	g_ptr_array_sort(files, compare_paths);
	return files;
}

void tk_remove_tree(const char *dir)
{
	g_autoptr(GDir) folder =
		g_file_test(dir, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(dir, 0, NULL);

	for (const char *name; folder && (name = g_dir_read_name(folder));) {
		g_autofree char *path = g_build_filename(dir, name, NULL);

		tk_remove_tree(path);
	}
	g_remove(dir);
}

char *tk_file_sha256(const char *path, goffset *n_bytes)
{
	/* Opening a pipe would wait for ever. */
	g_autoptr(GMappedFile) file = g_file_test(path, G_FILE_TEST_IS_REGULAR)
					      ? g_mapped_file_new(path, FALSE, NULL)
					      : NULL;

	if (!file)
		return NULL;
	*n_bytes = (goffset)g_mapped_file_get_length(file);
	return g_compute_checksum_for_data(G_CHECKSUM_SHA256,
					   (const guchar *)g_mapped_file_get_contents(file),
					   g_mapped_file_get_length(file));
}
