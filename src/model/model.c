#include "tilannekuva/model.h"

static const char *const status_ids[TK_N_STATUSES] = {
	[TK_STATUS_MISSING] = "missing",
	[TK_STATUS_NOT_STARTED] = "not-started",
	[TK_STATUS_IN_PROGRESS] = "in-progress",
	[TK_STATUS_ON_SCHEDULE] = "on-schedule",
	[TK_STATUS_DONE] = "done",
	[TK_STATUS_NOT_APPLICABLE] = "not-applicable",
};

const char *tk_status_id(enum tk_status status)
{
	return status_ids[status];
}

bool tk_status_begun(enum tk_status status)
{
	return status == TK_STATUS_IN_PROGRESS || status == TK_STATUS_ON_SCHEDULE ||
	       status == TK_STATUS_DONE;
}

static void clear_contact(struct tk_contact *contact)
{
	tk_names_clear(&contact->name);
	tk_names_clear(&contact->role);
	tk_names_clear(&contact->text);
	g_free(contact->email);
	g_free(contact->phone);
	g_free(contact->region);
}

static void clear_settings(struct tk_settings *settings)
{
	for (unsigned i = 0; i < settings->n_contacts; i++)
		clear_contact(&settings->contacts[i]);
	g_free(settings->contacts);
	tk_names_clear(&settings->programme);
	tk_names_clear(&settings->title);
	tk_names_clear(&settings->description);
	tk_names_clear(&settings->issuer);
	g_free(settings->website);
}

static void clear_page_texts(struct tk_page_texts *texts)
{
	g_free(texts->page);
	g_free(texts->area);
	tk_names_clear(&texts->title);
	tk_names_clear(&texts->subtitle);
	for (unsigned i = 0; i < texts->n_sentences; i++)
		tk_names_clear(&texts->sentences[i]);
	g_free(texts->sentences);
}

void tk_period_clear(struct tk_period *period)
{
	g_free(period->id);
	tk_names_clear(&period->next_note);
	tk_names_clear(&period->asked);
	for (unsigned i = 0; i < period->n_regions; i++) {
		g_free(period->regions[i].region);
		tk_names_clear(&period->regions[i].asked);
		tk_names_clear(&period->regions[i].note);
	}
	g_free(period->regions);
	for (unsigned i = 0; i < period->n_texts; i++)
		clear_page_texts(&period->texts[i]);
	g_free(period->texts);
}

static void clear_region(struct tk_region *region)
{
	g_free(region->id);
	tk_names_clear(&region->name);
	tk_names_clear(&region->code);
	g_free(region->genitive_fi);
	g_free(region->locative_fi);
	tk_names_clear(&region->reason);
}

static void free_areas(struct tk_dataset *dataset)
{
	for (unsigned i = 0; i < dataset->n_areas; i++) {
		g_free(dataset->areas[i].id);
		tk_names_clear(&dataset->areas[i].name);
		tk_names_clear(&dataset->areas[i].short_name);
	}
	g_free(dataset->areas);
	for (unsigned i = 0; i < dataset->n_coops; i++) {
		g_free(dataset->coops[i].id);
		tk_names_clear(&dataset->coops[i].name);
	}
	g_free(dataset->coops);
}

void tk_dataset_free(struct tk_dataset *dataset)
{
	if (!dataset)
		return;
	clear_settings(&dataset->settings);
	free_areas(dataset);
	for (unsigned i = 0; i < dataset->n_regions; i++)
		clear_region(&dataset->regions[i]);
	g_free(dataset->regions);
	for (unsigned i = 0; i < dataset->n_tasks; i++) {
		g_free(dataset->tasks[i].id);
		tk_names_clear(&dataset->tasks[i].group);
		tk_names_clear(&dataset->tasks[i].name);
	}
	g_free(dataset->tasks);
	for (unsigned i = 0; i < dataset->n_periods; i++)
		tk_period_clear(&dataset->periods[i]);
	g_free(dataset->periods);
	g_free(dataset->dir);
	g_free(dataset);
}

static void clear_submission(struct tk_submission *submission, unsigned n_tasks)
{
	for (unsigned i = 0; submission->entries && i < n_tasks; i++) {
		g_free(submission->entries[i].owner);
		g_free(submission->entries[i].note);
	}
	g_free(submission->entries);
	for (unsigned i = 0; i < submission->n_risks; i++) {
		g_free(submission->risks[i].name);
		g_free(submission->risks[i].support);
	}
	g_free(submission->risks);
	for (unsigned i = 0; i < submission->n_indicators; i++) {
		g_free(submission->indicators[i].name);
		g_free(submission->indicators[i].unit);
	}
	g_free(submission->indicators);
}

void tk_round_free(struct tk_round *round)
{
	if (!round)
		return;
	for (unsigned i = 0; i < round->dataset->n_regions; i++)
		clear_submission(&round->submissions[i], round->dataset->n_tasks);
	g_free(round->submissions);
	for (unsigned i = 0; i < round->n_files; i++)
		g_free(round->files[i].path);
	g_free(round->files);
	g_free(round);
}

/* Every table of the dataset begins with its id: one search serves them all. */
static unsigned find_id(const void *rows, size_t size, unsigned n, const char *id)
{
	for (unsigned i = 0; i < n; i++) {
		char *const *known = (char *const *)(const void *)((const char *)rows + i * size);

		if (strcmp(*known, id) == 0)
			return i;
	}
	return TK_NONE;
}

unsigned tk_dataset_find_region(const struct tk_dataset *dataset, const char *id)
{
	return find_id(dataset->regions, sizeof *dataset->regions, dataset->n_regions, id);
}

unsigned tk_dataset_find_area(const struct tk_dataset *dataset, const char *id)
{
	return find_id(dataset->areas, sizeof *dataset->areas, dataset->n_areas, id);
}

unsigned tk_dataset_find_coop(const struct tk_dataset *dataset, const char *id)
{
	return find_id(dataset->coops, sizeof *dataset->coops, dataset->n_coops, id);
}

unsigned tk_dataset_find_period(const struct tk_dataset *dataset, const char *id)
{
	return find_id(dataset->periods, sizeof *dataset->periods, dataset->n_periods, id);
}

/* How much of a file's name is a region's id; 0: it is not. */
static size_t id_length(const char *base, const char *id)
{
	size_t length = strlen(id);

	return g_ascii_strncasecmp(base, id, length) == 0 && !g_ascii_isalnum(base[length]) ? length
											    : 0;
}

unsigned tk_dataset_find_named(const struct tk_dataset *dataset, const char *file)
{
	const char *slash = strrchr(file, G_DIR_SEPARATOR), *base = slash ? slash + 1 : file;
	unsigned named = TK_NONE;
	size_t longest = 0;

	for (unsigned r = 0; r < dataset->n_regions; r++) {
		size_t length = id_length(base, dataset->regions[r].id);

		if (length > longest) {
			longest = length;
			named = r;
		}
	}
	return named;
}

bool tk_task_in_window(const struct tk_task *task, const struct tk_period *period)
{
	return task->start <= period->window_end && task->end >= period->window_start;
}

static const struct tk_region_texts *find_texts(const struct tk_period *period,
						const struct tk_region *region)
{
	for (unsigned i = 0; i < period->n_regions; i++) {
		if (strcmp(period->regions[i].region, region->id) == 0)
			return &period->regions[i];
	}
	return NULL;
}

const struct tk_names *tk_period_asked(const struct tk_period *period,
				       const struct tk_region *region)
{
	const struct tk_region_texts *own = find_texts(period, region);

	if (own && tk_names_any(&own->asked))
		return &own->asked;
	return tk_names_any(&period->asked) ? &period->asked : NULL;
}

const struct tk_names *tk_period_note(const struct tk_period *period,
				      const struct tk_region *region)
{
	const struct tk_region_texts *own = find_texts(period, region);

	return own && tk_names_any(&own->note) ? &own->note : NULL;
}

unsigned tk_period_class(const struct tk_period *period, int percent)
{
	unsigned k = 0;

	while (k + 1 < period->n_classes && percent >= period->class_from[k])
		k++;
	return k;
}
