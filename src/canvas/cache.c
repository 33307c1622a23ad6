#include "canvas-imp.h"

/*
 * Two generations: new things go into the young one; when that is full, the old one is forgotten
 * and the young one becomes old. What is asked for moves from the old to the young.
 */

struct entry {
	struct tk_cache_style style;
	char *text;
	void *value;
	size_t bytes;
	GDestroyNotify free_value;
};

struct tk_cache {
	/** struct entry -> itself */
	GHashTable *young, *old;
	size_t young_bytes, most_bytes;
	GDestroyNotify free_value;
};

/* Eight letters at a time: a note is looked up as often as it is measured and drawn. */
static guint hash_text(const char *text)
{
	const uint64_t odd = 0x9E3779B97F4A7C15u;
	size_t left = strlen(text);
	uint64_t hash = left, word;

	for (; left >= sizeof(word); left -= sizeof(word), text += sizeof(word)) {
		memcpy(&word, text, sizeof(word));
		hash = (hash ^ word) * odd;
		hash ^= hash >> 32;
	}
	word = 0;
	memcpy(&word, text, left);
	hash = (hash ^ word) * odd;
	return (guint)(hash ^ hash >> 32);
}

static guint hash_entry(const void *data)
{
	const struct entry *entry = data;
	const struct tk_cache_style *style = &entry->style;
	guint hash = hash_text(entry->text);

	hash = hash * 31 + (guint)style->size;
	hash = hash * 31 + (guint)style->weight;
	hash = hash * 31 + (guint)style->width;
	return hash * 31 + (guint)style->flags;
}

static gboolean same_entry(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;

	return memcmp(&left->style, &right->style, sizeof(left->style)) == 0 &&
	       strcmp(left->text, right->text) == 0;
}

static void free_entry(void *data)
{
	struct entry *entry = data;

	entry->free_value(entry->value);
	g_free(entry->text);
	g_free(entry);
}

static GHashTable *new_generation(void)
{
	return g_hash_table_new_full(hash_entry, same_entry, NULL, free_entry);
}

struct tk_cache *tk_cache_new(size_t most_bytes, GDestroyNotify free_value)
{
	struct tk_cache *cache = g_new0(struct tk_cache, 1);

	cache->young = new_generation();
	cache->old = new_generation();
	cache->most_bytes = most_bytes / 2;
	cache->free_value = free_value;
	return cache;
}

void tk_cache_free(struct tk_cache *cache)
{
	if (!cache)
		return;
	g_hash_table_destroy(cache->young);
	g_hash_table_destroy(cache->old);
	g_free(cache);
}

static void insert(struct tk_cache *cache, struct entry *entry)
{
	if (cache->young_bytes + entry->bytes > cache->most_bytes) {
		g_hash_table_destroy(cache->old);
		cache->old = cache->young;
		cache->young = new_generation();
		cache->young_bytes = 0;
	}
	cache->young_bytes += entry->bytes;
	g_hash_table_replace(cache->young, entry, entry);
}

void *tk_cache_find(struct tk_cache *cache, const struct tk_cache_style *style, const char *text)
{
	struct entry key = {.style = *style, .text = (char *)text};
	struct entry *entry = g_hash_table_lookup(cache->young, &key);

	if (entry)
		return entry->value;
	entry = g_hash_table_lookup(cache->old, &key);
	if (!entry)
		return NULL;
	g_hash_table_steal(cache->old, entry);
	insert(cache, entry);
	return entry->value;
}

void tk_cache_add(struct tk_cache *cache, const struct tk_cache_style *style, const char *text,
		  void *value, size_t bytes)
{
	struct entry *entry = g_new0(struct entry, 1);

	entry->style = *style;
	entry->text = g_strdup(text);
	entry->value = value;
	entry->bytes = bytes + sizeof(*entry) + strlen(text);
	entry->free_value = cache->free_value;
	insert(cache, entry);
}
