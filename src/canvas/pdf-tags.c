#include "pdf-imp.h"

/*
 * The structure tree, kept as plain structs and written at the end: a long table has thousands of
 * elements, and as libharu's dictionaries each would take a kilobyte. All of it lives in the
 * document's memory and goes with it.
 */

/** A kind of element. */
struct kind {
	const char *name;
	/** Paints of its own; else what is painted directly in it is an artifact: rules,
	 * backgrounds. */
	bool paints;
	/** May have nothing in it; others are left out when they are empty. */
	bool may_be_empty;
	/** Words alone nearly always, as its neighbours: its marks stand in a text object, which goes
	 * on over many of them; what else is painted after them takes marks of its own. */
	bool words;
	/** Needs a name of its own (ISO 14289-1 7.9). */
	bool has_id;
};

/* The commonest first: they are looked for by name. */
static const struct kind kinds[] = {
	{.name = "TD", .paints = true, .may_be_empty = true, .words = true},
	{.name = "TH", .paints = true, .may_be_empty = true, .words = true},
	{.name = "TR"},
	{.name = "P", .paints = true},
	{.name = "Span", .paints = true},
	{.name = "Sect", .paints = true},
	{.name = "Div", .paints = true},
	{.name = "Figure", .paints = true},
	{.name = "Table"},
	{.name = "THead"},
	{.name = "TBody"},
	{.name = "TFoot"},
	{.name = "L"},
	{.name = "LI"},
	{.name = "Lbl", .paints = true},
	{.name = "LBody", .paints = true},
	{.name = "H1", .paints = true},
	{.name = "H2", .paints = true},
	{.name = "H3", .paints = true},
	{.name = "H4", .paints = true},
	{.name = "H5", .paints = true},
	{.name = "H6", .paints = true},
	{.name = "Link", .paints = true},
	{.name = "Note", .paints = true, .has_id = true},
	{.name = "Quote", .paints = true},
	{.name = "Caption", .paints = true},
	{.name = "TOC"},
	{.name = "TOCI", .paints = true},
	{.name = "Document", .may_be_empty = true},
};

/** Something in an element: another element, marked content or a link's annotation. */
struct kid {
	struct kid *next;
	/** NULL for the others. */
	struct tk_element *element;
	/** [0-based] */
	unsigned page;
	/** Number of the marked content on its page; else the annotation's object number. */
	unsigned number;
	bool is_annotation;
};

struct tk_element {
	const struct kind *kind;
	struct tk_element *parent;
	struct kid *kids, *last_kid;
	/** Finished entries of its dictionary: Alt, Lang, A; NULL: none. */
	const char *entries;
	/** Object number, while it is written. */
	unsigned id;
};

static const struct kind *find_kind(const char *name)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	g_error("no structure element is called %s", name);
}

static void add_kid(struct tk_pdf *pdf, struct tk_element *element, struct kid kid)
{
	struct kid *added = tk_pdf_alloc(pdf, sizeof(*added));

	*added = kid;
	if (element->last_kid)
		element->last_kid->next = added;
	else
		element->kids = added;
	element->last_kid = added;
}

struct tk_element *tk_element_new_root(struct tk_pdf *pdf)
{
	struct tk_element *root = tk_pdf_alloc(pdf, sizeof(*root));

	root->kind = find_kind("Document");
	return root;
}

/* ---- While pages are drawn ---- */

static void put_span(GString *out, const char *name, unsigned n)
{
	if (n < 2)
		return;
	g_string_append(out, name);
	tk_pdf_put_count(out, n);
}

static void put_attributes(GString *out, const struct tk_pdf *pdf, const struct tk_tag *tag)
{
	if (tag->scope || tag->col_span > 1 || tag->row_span > 1) {
		TK_PDF_PUT(out, "/A<</O/Table");
		if (tag->scope) {
			TK_PDF_PUT(out, "/Scope/");
			tk_pdf_put(out, tag->scope, strlen(tag->scope));
		}
		put_span(out, "/ColSpan ", tag->col_span);
		put_span(out, "/RowSpan ", tag->row_span);
		TK_PDF_PUT(out, ">>");
	} else if (tag->list) {
		g_string_append_printf(out, "/A<</O/List/ListNumbering/%s>>", tag->list);
	} else if (tag->bbox) {
		const double *b = tag->bbox, high = pdf->base.height_pt;
		const double box[] = {b[0], high - b[1] - b[3], b[0] + b[2], high - b[1]};

		g_string_append(out, "/A<</O/Layout/BBox[");
		tk_pdf_put_numbers(out, 2, 4, box);
		g_string_append(out, "]>>");
	}
}

static const char *element_entries(struct tk_pdf *pdf, const struct tk_tag *tag)
{
	GString *out = pdf->scratch;

	g_string_truncate(out, 0);
	if (tag->alt) {
		g_autofree char *alt = tk_text_tidy(tag->alt);

		g_string_append(out, "/Alt");
		tk_pdf_put_text(out, alt);
	}
	if (tag->lang) {
		g_string_append(out, "/Lang");
		tk_pdf_put_text(out, tag->lang);
	}
	put_attributes(out, pdf, tag);
	return out->len ? tk_pdf_keep(pdf, out) : NULL;
}

void tk_pdf_begin(struct tk_canvas *canvas, const char *type, const struct tk_tag *tag)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	struct tk_element *element;

	if (pdf->n_artifacts || strcmp(type, "Artifact") == 0) {
		pdf->n_artifacts++;
		return;
	}
	element = tk_pdf_alloc(pdf, sizeof(*element));
	element->kind = find_kind(type);
	element->parent = pdf->element;
	element->entries = element_entries(pdf, tag);
	add_kid(pdf, pdf->element, (struct kid){.element = element});
	pdf->element = element;
}

void tk_pdf_end(struct tk_canvas *canvas)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);

	if (pdf->n_artifacts)
		pdf->n_artifacts--;
	else
		pdf->element = pdf->element->parent;
}

void tk_pdf_end_text(struct tk_pdf *pdf)
{
	if (!pdf->in_text)
		return;
	/* Text objects and marked content nest; neither crosses the other's end. */
	if (pdf->marked && pdf->marked_in_text)
		tk_pdf_unmark(pdf);
	g_string_append(pdf->page->content, "ET\n");
	pdf->in_text = false;
}

static void begin_text(struct tk_pdf *pdf)
{
	if (pdf->in_text)
		return;
	g_string_append(pdf->page->content, "BT\n");
	pdf->in_text = true;
	pdf->text_at[0] = pdf->text_at[1] = 0;
}

void tk_pdf_unmark(struct tk_pdf *pdf)
{
	if (!pdf->marked)
		return;
	if (!pdf->marked_in_text)
		tk_pdf_end_text(pdf);
	g_string_append(pdf->page->content, "EMC\n");
	pdf->marked = NULL;
}

static void put_mark(struct tk_pdf *pdf, struct tk_element *wanted)
{
	GPtrArray *elements = pdf->page->elements;

	if (wanted == pdf->root) {
		g_string_append(pdf->page->content, "/Artifact BMC\n");
		return;
	}
	g_string_append_c(pdf->page->content, '/');
	tk_pdf_put(pdf->page->content, wanted->kind->name, strlen(wanted->kind->name));
	TK_PDF_PUT(pdf->page->content, "<</MCID ");
	tk_pdf_put_count(pdf->page->content, elements->len);
	TK_PDF_PUT(pdf->page->content, ">>BDC\n");
	add_kid(pdf, wanted, (struct kid){.page = pdf->pages->len - 1, .number = elements->len});
	g_ptr_array_add(elements, wanted);
}

void tk_pdf_mark(struct tk_pdf *pdf, bool text)
{
	struct tk_element *wanted = pdf->element;

	/* A form is part of what is marked where it is placed. */
	if (pdf->in_form)
		return;
	if (pdf->n_artifacts || !wanted->kind->paints)
		wanted = pdf->root;
	if (!text)
		tk_pdf_end_text(pdf);
	if (pdf->marked != wanted) {
		tk_pdf_unmark(pdf);
		pdf->marked_in_text = text && wanted->kind->words;
		if (pdf->marked_in_text)
			begin_text(pdf);
		else
			tk_pdf_end_text(pdf);
		put_mark(pdf, wanted);
		pdf->marked = wanted;
	}
	if (text)
		begin_text(pdf);
}

/* A URI is ASCII; what is not is escaped. */
static char *ascii_uri(const char *uri)
{
	return g_uri_escape_string(
		uri,
		G_URI_RESERVED_CHARS_GENERIC_DELIMITERS G_URI_RESERVED_CHARS_SUBCOMPONENT_DELIMITERS
		"%",
		FALSE);
}

void tk_pdf_link(struct tk_canvas *canvas, double x, double y, double w, double h, const char *uri,
		 const char *text)
{
	struct tk_pdf *pdf = tk_pdf_of(canvas);
	double x2 = x + w, y2 = y + h;
	HPDF_Rect rect;
	HPDF_Annotation annotation;
	g_autofree char *escaped = ascii_uri(uri), *tidy = tk_text_tidy(text);
	g_autoptr(GString) contents = g_string_new(NULL);

	g_assert(strcmp(pdf->element->kind->name, "Link") == 0);
	cairo_user_to_device(canvas->cairo, &x, &y);
	cairo_user_to_device(canvas->cairo, &x2, &y2);
	rect = (HPDF_Rect){(float)x, (float)(canvas->height_pt - y2), (float)x2,
			   (float)(canvas->height_pt - y)};
	annotation = HPDF_Page_CreateURILinkAnnot(pdf->page->haru, rect, escaped);
	if (!annotation) {
		tk_pdf_is_sound(pdf);
		return;
	}
	HPDF_LinkAnnot_SetBorderStyle(annotation, 0, 0, 0);
	tk_pdf_put_text(contents, tidy);
	tk_pdf_extra(pdf, annotation, "/F 4/StructParent %u/Contents%s", pdf->parents->len,
		     contents->str);
	add_kid(pdf, pdf->element,
		(struct kid){.page = pdf->pages->len - 1,
			     .number = tk_pdf_id(annotation),
			     .is_annotation = true});
	g_ptr_array_add(pdf->parents, pdf->element);
}

/* ---- When the document is done ---- */

/* Take out what has nothing in it. \return whether the element is to stay. */
static bool prune(struct tk_element *element)
{
	struct kid **link = &element->kids;

	while (*link) {
		if ((*link)->element && !prune((*link)->element))
			*link = (*link)->next;
		else
			link = &(*link)->next;
	}
	return element->kids || element->kind->may_be_empty;
}

/* Most of an element's content is on the page of its first; only the rest names its page. */
static unsigned first_page(const struct tk_element *element)
{
	for (const struct kid *kid = element->kids; kid; kid = kid->next)
		if (!kid->element && !kid->is_annotation)
			return kid->page;
	return UINT_MAX;
}

/* The array of a page's parents comes right after the last element of the page: it repeats what the
 * rows have as kids, and so costs next to nothing when it is deflated together with them. */
static void number_parents(struct tk_pdf *pdf, unsigned end_page)
{
	for (unsigned page = end_page; page > 0; page--) {
		struct tk_pdf_page *content = pdf->pages->pdata[page - 1];

		if (content->parents_id)
			break;
		content->parents_id = tk_pdf_reserve(pdf);
	}
}

static void number_elements(struct tk_pdf *pdf, struct tk_element *element)
{
	unsigned page = first_page(element);

	if (page != UINT_MAX)
		number_parents(pdf, page);
	element->id = tk_pdf_reserve(pdf);
	for (struct kid *kid = element->kids; kid; kid = kid->next)
		if (kid->element)
			number_elements(pdf, kid->element);
}

static unsigned page_id(const struct tk_pdf *pdf, unsigned page)
{
	return tk_pdf_id(((const struct tk_pdf_page *)pdf->pages->pdata[page])->haru);
}

static void put_kid(GString *out, const struct tk_pdf *pdf, const struct kid *kid, unsigned page)
{
	if (kid->element)
		tk_pdf_put_reference(out, kid->element->id);
	else if (kid->is_annotation)
		g_string_append_printf(out, "<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>", kid->number,
				       page_id(pdf, kid->page));
	else if (kid->page == page)
		tk_pdf_put_count(out, kid->number);
	else
		g_string_append_printf(out, "<</Type/MCR/Pg %u 0 R/MCID %u>>",
				       page_id(pdf, kid->page), kid->number);
}

static void write_kids(const struct tk_pdf *pdf, GString *out, const struct tk_element *element)
{
	unsigned page = first_page(element);
	bool several = element->kids && element->kids->next;

	if (page != UINT_MAX) {
		TK_PDF_PUT(out, "/Pg ");
		tk_pdf_put_reference(out, page_id(pdf, page));
	}
	if (element->kids)
		g_string_append(out, several ? "/K[" : "/K ");
	for (const struct kid *kid = element->kids; kid; kid = kid->next) {
		if (kid != element->kids)
			g_string_append_c(out, ' ');
		put_kid(out, pdf, kid, page);
	}
	if (several)
		g_string_append_c(out, ']');
}

/* The name of what needs one: its number among them. */
static void write_element(struct tk_pdf *pdf, const struct tk_element *element, unsigned parent_id,
			  GArray *notes)
{
	GString *out = pdf->scratch;

	g_string_truncate(out, 0);
	TK_PDF_PUT(out, "<</S/");
	tk_pdf_put(out, element->kind->name, strlen(element->kind->name));
	TK_PDF_PUT(out, "/P ");
	tk_pdf_put_reference(out, parent_id);
	if (element->entries)
		g_string_append(out, element->entries);
	if (element->kind->has_id) {
		g_string_append_printf(out, "/ID(n%06u)", notes->len);
		g_array_append_val(notes, element->id);
	}
	write_kids(pdf, out, element);
	g_string_append(out, ">>");
	tk_pdf_set_text(pdf, element->id, tk_pdf_keep(pdf, out));
	for (const struct kid *kid = element->kids; kid; kid = kid->next)
		if (kid->element)
			write_element(pdf, kid->element, element->id, notes);
}

static void write_parents(struct tk_pdf *pdf, const struct tk_pdf_page *page)
{
	GString *out = pdf->scratch;

	g_string_assign(out, "[");
	for (unsigned i = 0; i < page->elements->len; i++) {
		if (i)
			g_string_append_c(out, ' ');
		tk_pdf_put_reference(out, ((struct tk_element *)page->elements->pdata[i])->id);
	}
	g_string_append_c(out, ']');
	tk_pdf_set_text(pdf, page->parents_id, tk_pdf_keep(pdf, out));
}

/* From marked content and annotations back to their elements. A page's key is its place among the
 * pages' keys, an annotation's stands between them: parents[] has the elements of annotations, and
 * NULL where a page is. */
static unsigned write_parent_tree(struct tk_pdf *pdf)
{
	GString *out = g_string_new("<</Nums[");
	unsigned n_pages = 0;

	for (unsigned key = 0; key < pdf->parents->len; key++) {
		const struct tk_element *element = pdf->parents->pdata[key];
		const struct tk_pdf_page *page = element ? NULL : pdf->pages->pdata[n_pages++];

		if (page)
			write_parents(pdf, page);
		g_string_append_printf(out, "%u %u 0 R ", key,
				       page ? page->parents_id : element->id);
	}
	g_string_append(out, "]>>");
	return tk_pdf_add(pdf, out);
}

unsigned tk_pdf_write_structure(struct tk_pdf *pdf)
{
	unsigned id = tk_pdf_reserve(pdf), parent_tree;
	g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(unsigned));
	GString *out = g_string_new("<</Type/StructTreeRoot");

	prune(pdf->root);
	number_elements(pdf, pdf->root);
	number_parents(pdf, pdf->pages->len);
	write_element(pdf, pdf->root, id, notes);
	parent_tree = write_parent_tree(pdf);
	g_string_append_printf(out, "/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u",
			       pdf->root->id, parent_tree, pdf->parents->len);
	if (notes->len) {
		g_string_append(out, "/IDTree<</Names[");
		for (unsigned i = 0; i < notes->len; i++)
			g_string_append_printf(out, "(n%06u) %u 0 R ", i,
					       g_array_index(notes, unsigned, i));
		g_string_append(out, "]>>");
	}
	g_string_append(out, ">>");
	tk_pdf_set(pdf, id, out);
	return id;
}
