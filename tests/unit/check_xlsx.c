#include "check_ingest_kit.h"

/* Workbooks made on the spot: one part of a sound one is replaced in each case. */

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REF "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS "http://schemas.openxmlformats.org/package/2006/relationships"
#define STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"

#define SHEET(data) "<worksheet xmlns='" MAIN "'><sheetData>" data "</sheetData></worksheet>"
#define ROW(cells) SHEET("<row r='1'>" cells "</row>")

static const char root_rels[] = "<Relationships xmlns='" RELS "'><Relationship Id='r1' Type='" REF
				"/officeDocument' Target='xl/workbook.xml'/></Relationships>";
static const char workbook[] = "<workbook xmlns='" MAIN "' xmlns:r='" REF "'><sheets>"
			       "<sheet name='Taulu' sheetId='1' r:id='a'/></sheets></workbook>";
static const char workbook_rels[] =
	"<Relationships xmlns='" RELS "'>"
	"<Relationship Id='a' Type='" REF "/worksheet' Target='worksheets/sheet1.xml'/>"
	"<Relationship Id='b' Type='" REF "/sharedStrings' Target='sharedStrings.xml'/>"
	"<Relationship Id='c' Type='" REF "/styles' Target='styles.xml'/></Relationships>";
static const char strings[] =
	"<sst xmlns='" MAIN "'><si><t>zero</t></si>"
	"<si><r><t>ri</t></r><r><rPr><b/></rPr><t xml:space='preserve'>ch </t></r>"
	"<rPh sb='0' eb='1'><t>phonetic</t></rPh><phoneticPr fontId='1'/></si>"
	"<si><t>a_x000D_\nb_x005F_x000D_ _xD83D__xDE00_ _x00e4_ _xZZZZ_ _x</t></si>"
	"<si><t/></si><si/><si><t> kept </t></si></sst>";
static const char styles[] =
	"<styleSheet xmlns='" MAIN "'><numFmts count='4'>"
	"<numFmt numFmtId='164' formatCode='d.m.yyyy'/><numFmt numFmtId='165' formatCode='0 "
	"&quot;day&quot;'/>"
	"<numFmt numFmtId='166' formatCode='[h]:mm'/><numFmt numFmtId='167' "
	"formatCode='0.0%'/></numFmts>"
	"<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
	"<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/>"
	"<xf numFmtId='166'/><xf numFmtId='167'/><xf numFmtId='21'/><xf/></cellXfs></styleSheet>";

/* A package with the given parts in place of the sound ones; "" leaves a part out. */
static GBytes *make(const struct kit_part *changes)
{
	struct kit_part parts[16] = {
		{"_rels/.rels", root_rels},
		{"xl/workbook.xml", workbook},
		{"xl/_rels/workbook.xml.rels", workbook_rels},
		{"xl/sharedStrings.xml", strings},
		{"xl/styles.xml", styles},
	};
	unsigned n = 5, kept = 0;

	for (; changes->name; changes++) {
		unsigned i = 0;

		while (i < n && strcmp(parts[i].name, changes->name) != 0)
			i++;
		parts[i] = *changes;
		n = MAX(n, i + 1);
	}
	for (unsigned i = 0; i < n; i++)
		if (*parts[i].text)
			parts[kept++] = parts[i];
	parts[kept] = (struct kit_part){NULL, NULL};
	return kit_zip(parts);
}

static GBytes *make_sheet(const char *xml)
{
	return make((struct kit_part[]){{"xl/worksheets/sheet1.xml", xml}, {NULL, NULL}});
}

/* One sheet and what comes out as CSV. */
static const struct {
	const char *what, *xml, *csv;
} sheets[] = {
	{"shared strings", ROW("<c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v> 1 </v></c>"),
	 "zero,,rich \n"},
	{"escapes", ROW("<c t='s'><v>2</v></c>"), "\"a\r\nb_x000D_ \U0001F600 ä _xZZZZ_ _x\"\n"},
	{"empty strings", ROW("<c t='s'><v>3</v></c><c t='s'><v>4</v></c><c t='s'><v></v></c>"),
	 ""},
	{"blanks kept", ROW("<c t='s'><v>5</v></c>"), " kept \n"},
	{"inline",
	 ROW("<c t='inlineStr'><is><t>in</t><rPh><t>no</t></rPh></is></c>"
	     "<c t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c>"),
	 "in,ab\n"},
	{"inline in CDATA", ROW("<c t='inlineStr'><is><t><![CDATA[<a&b>]]></t></is></c>"),
	 "<a&b>\n"},
	{"inline string in v", ROW("<c t='inlineStr'><v>v</v></c>"), "v\n"},
	{"formula text", ROW("<c t='str'><f>A2</f><v>text &amp; more</v></c>"), "text & more\n"},
	{"booleans",
	 ROW("<c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='b'><v>true</v></c><c t='b'/>"),
	 "TRUE,FALSE,TRUE\n"},
	{"errors", ROW("<c t='e'><v>#N/A</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c>"),
	 "#N/A,#DIV/0!\n"},
	{"numbers",
	 ROW("<c><v>1</v></c><c "
	     "t='n'><v>1.50</v></c><c><v>1E3</v></c><c><v>0.1</v></c><c><v>-2.5e-3</v></c>"),
	 "1,1.5,1000,0.1,-0.0025\n"},
	{"text where a number should be", ROW("<c><v>n. 5</v></c><c><v> 7 </v></c>"), "n. 5,7\n"},
	{"dates",
	 ROW("<c s='1'><v>44470</v></c><c s='2'><v>44470.520833333336</v></c><c "
	     "s='6'><v>0.25</v></c><c s='4'><v>1.5</v></c>"),
	 "2021-10-01,2021-10-01 12:30:00,06:00:00,36:00:00\n"},
	{"no dates",
	 ROW("<c s='3'><v>44470</v></c><c s='5'><v>0.57</v></c><c s='7'><v>3</v></c><c "
	     "s='99'><v>4</v></c><c s=''><v>5</v></c>"),
	 "44470,0.57,3,4,5\n"},
	{"date as ISO",
	 ROW("<c t='d'><v>2021-10-01</v></c><c t='d'><v>2021-10-01T12:30:00.000</v></c><c "
	     "t='d'><v>12:30:00</v></c>"),
	 "2021-10-01,2021-10-01 12:30:00,12:30:00\n"},
	{"rounded to seconds", ROW("<c s='2'><v>42452.409722222219</v></c>"),
	 "2016-03-23 09:50:00\n"},
	{"days around the one that never was",
	 ROW("<c s='2'><v>1</v></c><c s='2'><v>59</v></c><c s='2'><v>60</v></c><c "
	     "s='2'><v>61</v></c>"),
	 "1900-01-01,1900-02-28,1900-02-29,1900-03-01\n"},
	{"no date at all", ROW("<c s='2'><v>-1</v></c><c s='2'><v>3000000</v></c>"),
	 "-1,3000000\n"},
	{"no references",
	 SHEET("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"), "1,2\n3\n"},
	{"some references",
	 SHEET("<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"),
	 "\n,1,2\n3\n"},
	{"cells in any order",
	 SHEET("<row r='3'><c r='B3'><v>5</v></c><c r='A3'><v>4</v></c></row><row r='1'><c "
	       "r='A1'><v>1</v></c></row>"),
	 "1\n\n4,5\n"},
	{"a cell given twice",
	 ROW("<c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='A1'><v>3</v></c>"), "3,2\n"},
	{"lower case and dollars", ROW("<c r='$b$1'><v>1</v></c>"), ",1\n"},
	{"wrong dimension",
	 "<worksheet xmlns='" MAIN "'><dimension ref='A1'/><sheetData><row><c "
	 "r='C1'><v>1</v></c></row></sheetData></worksheet>",
	 ",,1\n"},
	{"strict",
	 "<worksheet xmlns='" STRICT
	 "'><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
	 "1\n"},
	{"prefixed",
	 "<x:worksheet xmlns:x='" MAIN
	 "'><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>",
	 "zero\n"},
	{"no namespace", "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
	 "1\n"},
	{"foreign elements",
	 "<worksheet xmlns='" MAIN "' "
	 "xmlns:y='urn:y'><sheetData><row><y:c><y:v>9</y:v></"
	 "y:c><c><v>1</v><y:v>2</y:v></c></row></sheetData>"
	 "<extLst><ext><y:c><y:v>9</y:v></y:c></ext></extLst></worksheet>",
	 "1\n"},
	{"cells outside the data",
	 "<worksheet xmlns='" MAIN "'><c><v>9</v></c><sheetData><row><c><v>1</v></c></row></"
	 "sheetData><row><c><v>8</v></c></row></worksheet>",
	 "1\n"},
	{"the last cell there is", SHEET("<row r='1'><c r='XFD1'><f>1</f><v/></c></row>"), NULL},
	{"merged cells",
	 "<worksheet xmlns='" MAIN "'><sheetData><row><c r='A1'><v>1</v></c><c "
	 "r='B1'/></row></sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells></worksheet>",
	 "1\n"},
	{"empty", SHEET(""), ""},
	{"latin-1 part",
	 "<?xml version='1.0' encoding='windows-1252'?><worksheet xmlns='" MAIN
	 "'><sheetData><row><c t='str'><v>\xe4\x80</v></c></row></sheetData></worksheet>",
	 "ä€\n"},
};

START_TEST(reads_sheets)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make_sheet(sheets[_i].xml);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_msg(sheet != NULL, "%s", sheets[_i].what);
	ck_assert_uint_eq(tk_log_n_messages(log), 0);
	ck_assert_str_eq(sheet->name, "Taulu");
	if (!sheets[_i].csv)
		return;
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_msg(strcmp(csv, sheets[_i].csv) == 0, "%s\nexpected: %s\ngot: %s",
		      sheets[_i].what, sheets[_i].csv, csv);
}
END_TEST

START_TEST(gives_types)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make_sheet(
		SHEET("<row r='1' hidden='1'><c s='1'><v>44470</v></c><c s='5'><v>0.57</v></c>"
		      "<c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='s'><v>0</v></c>"
		      "<c><f>SUM(A1)</f></c><c><f>A1</f><v></v></c><c "
		      "t='str'><f>A1</f><v></v></c></row>"));
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert(sheet->rows[0].hidden);
	ck_assert_uint_eq(sheet->rows[0].n_cells, 7);
	ck_assert_int_eq(kit_cell(sheet, 0, 0)->type, TK_CELL_DATE);
	ck_assert_double_eq(kit_cell(sheet, 0, 0)->number, 44470);
	ck_assert_int_eq(kit_cell(sheet, 0, 1)->type, TK_CELL_NUMBER);
	ck_assert(kit_cell(sheet, 0, 1)->percent);
	ck_assert_int_eq(kit_cell(sheet, 0, 2)->type, TK_CELL_BOOLEAN);
	ck_assert_double_eq(kit_cell(sheet, 0, 2)->number, 1);
	ck_assert_int_eq(kit_cell(sheet, 0, 3)->type, TK_CELL_ERROR);
	ck_assert_int_eq(kit_cell(sheet, 0, 4)->type, TK_CELL_TEXT);
	for (unsigned col = 5; col < 7; col++) {
		ck_assert(kit_cell(sheet, 0, col)->uncached);
		ck_assert_int_eq(kit_cell(sheet, 0, col)->type, TK_CELL_EMPTY);
		ck_assert_str_eq(kit_cell(sheet, 0, col)->text, "");
	}
	/* An empty text is a cached value. */
	ck_assert_ptr_null(tk_row_cell(&sheet->rows[0], 7));
}
END_TEST

/* Workbooks that are put together in other ways. */
static const struct {
	const char *what;
	struct kit_part parts[8];
} books[] = {
	{"absolute targets",
	 {{"_rels/.rels", "<Relationships xmlns='" RELS "'><Relationship Id='r1' Type='" REF
			  "/officeDocument' Target='/book.xml'/></Relationships>"},
	  {"xl/workbook.xml", ""},
	  {"book.xml", workbook},
	  {"_rels/book.xml.rels", "<Relationships xmlns='" RELS "'><Relationship Id='a' Type='" REF
				  "/worksheet' Target='/deep/er/s.xml'/></Relationships>"},
	  {"deep/er/s.xml", ROW("<c><v>1</v></c>")}}},
	{"dots and backslashes",
	 {{"xl/_rels/workbook.xml.rels",
	   "<Relationships xmlns='" RELS "'><Relationship Id='a' Type='" REF
	   "/worksheet' Target='..\\xl\\.\\Sheets\\S.xml'/></Relationships>"},
	  {"xl/sheets/s.xml", ROW("<c><v>1</v></c>")}}},
	{"strict relationships",
	 {{"xl/workbook.xml",
	   "<w:workbook xmlns:w='" STRICT
	   "' xmlns:q='http://purl.oclc.org/ooxml/officeDocument/relationships'><w:sheets><w:sheet "
	   "name='Taulu' q:id='a'/></w:sheets></w:workbook>"},
	  {"xl/worksheets/sheet1.xml", ROW("<c><v>1</v></c>")}}},
	{"no relationships",
	 {{"_rels/.rels", ""},
	  {"xl/_rels/workbook.xml.rels", ""},
	  {"xl/worksheets/sheet1.xml", ROW("<c><v>1</v></c>")}}},
	{"no shared parts",
	 {{"xl/sharedStrings.xml", ""},
	  {"xl/styles.xml", ""},
	  {"xl/worksheets/sheet1.xml", ROW("<c s='1'><v>1</v></c>")}}},
	{"a document type, but no entities",
	 {{"xl/worksheets/sheet1.xml", "<!DOCTYPE worksheet>" ROW("<c><v>1</v></c>")}}},
};

START_TEST(finds_parts)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make(books[_i].parts);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_msg(sheet != NULL, "%s", books[_i].what);
	ck_assert_str_eq(kit_cell(sheet, 0, 0)->text, "1");
	ck_assert_uint_eq(tk_log_n_messages(log), 0);
}
END_TEST

static const char many_sheets[] =
	"<workbook xmlns='" MAIN "' xmlns:r='" REF "'><workbookPr date1904='1'/><sheets>"
	"<sheet name='Kaavio' r:id='d'/><sheet name='Yksi' r:id='a'/>"
	"<sheet name='Kaksi' state='hidden' r:id='b'/><sheet name='Kolme ä' state='veryHidden' "
	"r:id='c'/>"
	"</sheets><extLst><sheet name='not this' r:id='a'/></extLst></workbook>";
static const char many_rels[] =
	"<Relationships xmlns='" RELS "'><Relationship Id='a' Type='" REF
	"/worksheet' Target='worksheets/s9.xml'/>"
	"<Relationship Id='b' Type='" REF "/worksheet' Target='worksheets/s2.xml'/>"
	"<Relationship Id='c' Type='" REF "/worksheet' Target='worksheets/gone.xml'/>"
	"<Relationship Id='d' Type='" REF "/chartsheet' Target='chartsheets/s1.xml'/>"
	"<Relationship Id='e' Type='" REF "/styles' Target='styles.xml'/></Relationships>";

START_TEST(lists_sheets)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make((struct kit_part[]){
		{"xl/workbook.xml", many_sheets},
		{"xl/_rels/workbook.xml.rels", many_rels},
		{"xl/worksheets/s9.xml", ROW("<c s='1'><v>43008</v></c><c s='6'><v>0.5</v></c>")},
		{"xl/worksheets/s2.xml", ROW("<c><v>2</v></c>")},
		{NULL, NULL}});
	g_autoptr(tk_book) book = tk_book_open_bytes(bytes, "test", log);

	ck_assert_ptr_nonnull(book);
	ck_assert_int_eq(tk_book_format(book), TK_FORMAT_XLSX);
	ck_assert_uint_eq(tk_book_n_sheets(book), 3);
	ck_assert_str_eq(tk_book_sheet_name(book, 0), "Yksi");
	ck_assert_str_eq(tk_book_sheet_name(book, 2), "Kolme ä");
	ck_assert(!tk_book_sheet_hidden(book, 0));
	ck_assert(tk_book_sheet_hidden(book, 1));
	ck_assert(tk_book_sheet_hidden(book, 2));
	g_autoptr(tk_sheet) first = tk_book_read_sheet(book, 0, log);
	g_autoptr(tk_sheet) second = tk_book_read_sheet(book, 1, log);
	g_autoptr(tk_sheet) third = tk_book_read_sheet(book, 2, log);

	ck_assert_str_eq(kit_cell(first, 0, 0)->text, "2021-10-01");
	ck_assert_double_eq(kit_cell(first, 0, 0)->number, 44470);
	ck_assert_str_eq(kit_cell(first, 0, 1)->text, "12:00:00");
	ck_assert(second->hidden);
	ck_assert_str_eq(kit_cell(second, 0, 0)->text, "2");
	ck_assert_ptr_null(third);
	g_autofree char *line = test_line(log, TK_DIAG_SHEET_FAULTY);

	ck_assert_ptr_nonnull(strstr(line, "xl/worksheets/gone.xml"));
	ck_assert_ptr_nonnull(strstr(line, "Kolme ä"));
}
END_TEST

/* Damaged styles are told once, however many sheets they leave unread. */
START_TEST(what_sheets_share_is_told_once)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes =
		make((struct kit_part[]){{"xl/worksheets/sheet1.xml", ROW("<c t='s'><v>0</v></c>")},
					 {"xl/styles.xml", "<styleSheet"},
					 {NULL, NULL}});
	g_autoptr(tk_book) book = tk_book_open_bytes(bytes, "test", log);

	for (unsigned i = 0; i < 3; i++)
		ck_assert_ptr_null(tk_book_read_sheet(book, 0, log));
	ck_assert_uint_eq(tk_log_n_messages(log), 1);
	ck_assert_uint_eq(test_count(log, TK_DIAG_FILE_TRUNCATED), 1);
}
END_TEST

/* A text that many cells share is one text to keep and many to work through. */
START_TEST(shared_texts_count_for_every_cell)
{
	g_autofree char *text = g_strnfill(1000000, 'x');
	g_autofree char *shared =
		g_strdup_printf("<sst xmlns='" MAIN "'><si><t>%s</t></si></sst>", text);
	g_autoptr(GString) sheet = g_string_new("<worksheet xmlns='" MAIN "'><sheetData>");

	for (unsigned i = 0; i < 300; i++)
		g_string_append(sheet, "<row><c t='s'><v>0</v></c></row>");
	g_string_append(sheet, "</sheetData></worksheet>");
	g_autoptr(GBytes) bytes = make((struct kit_part[]){{"xl/worksheets/sheet1.xml", sheet->str},
							   {"xl/sharedStrings.xml", shared},
							   {NULL, NULL}});

	kit_refused(bytes, TK_DIAG_SHEET_TOO_LARGE, "256 MB");
}
END_TEST

#define BOMB "<!DOCTYPE a [<!ENTITY b 'bbbbbbbbbb'><!ENTITY c '&b;&b;&b;&b;'>]>"

static const struct {
	const char *what;
	struct kit_part parts[3];
	enum tk_diag id;
	const char *particular;
} refusals[] = {
	{"entities in a sheet",
	 {{"xl/worksheets/sheet1.xml", BOMB ROW("<c t='str'><v>&c;</v></c>")}},
	 TK_DIAG_FILE_UNSAFE,
	 "xl/worksheets/sheet1.xml"},
	{"entities in the workbook",
	 {{"xl/workbook.xml", BOMB "<a/>"}},
	 TK_DIAG_FILE_UNSAFE,
	 "xl/workbook.xml"},
	{"external entity",
	 {{"xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" ROW(
					       "<c t='str'><v>&e;</v></c>")}},
	 TK_DIAG_FILE_UNSAFE,
	 NULL},
	{"cut XML",
	 {{"xl/worksheets/sheet1.xml",
	   "<worksheet xmlns='" MAIN "'><sheetData><row><c><v>1</v></c>"}},
	 TK_DIAG_SHEET_FAULTY,
	 "xl/worksheets/sheet1.xml"},
	{"cut workbook",
	 {{"xl/workbook.xml", "<workbook"}},
	 TK_DIAG_FILE_TRUNCATED,
	 "xl/workbook.xml"},
	{"no sheets",
	 {{"xl/workbook.xml", "<workbook xmlns='" MAIN "'><sheets/></workbook>"}},
	 TK_DIAG_FILE_TRUNCATED,
	 "xl/workbook.xml"},
	{"missing sheet",
	 {{"xl/sharedStrings.xml", strings}},
	 TK_DIAG_SHEET_FAULTY,
	 "xl/worksheets/sheet1.xml"},
	{"another root",
	 {{"xl/worksheets/sheet1.xml", "<chartsheet xmlns='" MAIN "'/>"}},
	 TK_DIAG_SHEET_FAULTY,
	 NULL},
	{"a string that is not there",
	 {{"xl/worksheets/sheet1.xml", ROW("<c t='s'><v>6</v></c>")}},
	 TK_DIAG_SHEET_FAULTY,
	 NULL},
	{"cut strings",
	 {{"xl/sharedStrings.xml", "<sst xmlns='" MAIN "'><si>"},
	  {"xl/worksheets/sheet1.xml", ROW("")}},
	 TK_DIAG_FILE_TRUNCATED,
	 "xl/sharedStrings.xml"},
	{"a column too far",
	 {{"xl/worksheets/sheet1.xml", ROW("<c r='XFE1'><v>1</v></c>")}},
	 TK_DIAG_SHEET_TOO_LARGE,
	 "XFD1048576"},
	{"a row too far",
	 {{"xl/worksheets/sheet1.xml", SHEET("<row r='1048577'><c><v>1</v></c></row>")}},
	 TK_DIAG_SHEET_TOO_LARGE,
	 "XFD1048576"},
	{"an endless address",
	 {{"xl/worksheets/sheet1.xml",
	   ROW("<c r='ZZZZZZZZZZZZZZZ99999999999999999999'><v>1</v></c>")}},
	 TK_DIAG_SHEET_TOO_LARGE,
	 "XFD1048576"},
};

START_TEST(refuses)
{
	g_autoptr(GBytes) bytes = make(refusals[_i].parts);

	kit_refused(bytes, refusals[_i].id, refusals[_i].particular);
}
END_TEST

START_TEST(refuses_depth)
{
	g_autoptr(GString) xml = g_string_new("<worksheet xmlns='" MAIN "'>");

	for (unsigned i = 0; i < 100000; i++)
		g_string_append(xml, "<a>");
	g_autoptr(GBytes) bytes = make_sheet(xml->str);

	kit_refused(bytes, TK_DIAG_FILE_UNSAFE, "xl/worksheets/sheet1.xml");
}
END_TEST

START_TEST(refuses_bomb)
{
	g_autoptr(GString) xml = g_string_new("<worksheet xmlns='" MAIN "'>");

	g_autofree char *blanks = g_strnfill(TK_LIMIT_RATIO_BYTES + 4096, ' ');

	g_string_append(xml, blanks);
	g_autoptr(GBytes) bytes = make_sheet(xml->str);

	kit_refused(bytes, TK_DIAG_SHEET_TOO_LARGE, "xl/worksheets/sheet1.xml");
}
END_TEST

/* One long string in many cells takes its place once. */
START_TEST(shares_strings)
{
	g_autoptr(GString) sst = g_string_new("<sst xmlns='" MAIN "'><si><t>");
	g_autoptr(GString) xml = g_string_new("<worksheet xmlns='" MAIN "'><sheetData>");
	g_autoptr(tk_log) log = tk_log_new();

	for (unsigned i = 0; i < 1000; i++)
		g_string_append(sst, "0123456789");
	g_string_append(sst, "</t></si></sst>");
	for (unsigned i = 0; i < 20000; i++)
		g_string_append(xml, "<row><c t='s'><v>0</v></c></row>");
	g_string_append(xml, "</sheetData></worksheet>");
	g_autoptr(GBytes) bytes = make((struct kit_part[]){{"xl/sharedStrings.xml", sst->str},
							   {"xl/worksheets/sheet1.xml", xml->str},
							   {NULL, NULL}});
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert_uint_eq(sheet->n_rows, 20000);
	ck_assert_ptr_eq(kit_cell(sheet, 0, 0)->text, kit_cell(sheet, 19999, 0)->text);
}
END_TEST

static const struct {
	const char *code;
	enum tk_shown shown;
} formats[] = {
	{"General", TK_SHOWN_NUMBER},
	{"0.00", TK_SHOWN_NUMBER},
	{"#,##0_);[Red](#,##0)", TK_SHOWN_NUMBER},
	{"0.00E+00", TK_SHOWN_NUMBER},
	{"0 \"d.m.yyyy\"", TK_SHOWN_NUMBER},
	{"\"päivä \"0", TK_SHOWN_NUMBER},
	{"#,##0\\ \"kpl\";[Yellow]-0", TK_SHOWN_NUMBER},
	{"[$-40B]0.0", TK_SHOWN_NUMBER},
	{"@", TK_SHOWN_NUMBER},
	{"", TK_SHOWN_NUMBER},
	{"\"", TK_SHOWN_NUMBER},
	{"\\", TK_SHOWN_NUMBER},
	{"[", TK_SHOWN_NUMBER},
	{"0%", TK_SHOWN_PERCENT},
	{"0.0\\ %", TK_SHOWN_PERCENT},
	{"d.m.yyyy", TK_SHOWN_DATE},
	{"[$-40B]d.\\ mmmm\\ yyyy;@", TK_SHOWN_DATE},
	{"yyyy\\-mm\\-dd hh:mm:ss", TK_SHOWN_DATE},
	{"mmm\\-yy", TK_SHOWN_DATE},
	{"mmmm", TK_SHOWN_DATE},
	{"[=0]\"\";d.m.yyyy", TK_SHOWN_DATE},
	{"_-dd/mm/yy", TK_SHOWN_DATE},
	{"ggge\"年\"m\"月\"d\"日\"", TK_SHOWN_DATE},
	{"h:mm AM/PM", TK_SHOWN_TIME},
	{"mm:ss.0", TK_SHOWN_TIME},
	{"[h]:mm:ss", TK_SHOWN_DURATION},
	{"[mm]:ss", TK_SHOWN_DURATION},
};

START_TEST(knows_formats)
{
	ck_assert_msg(tk_format_shown(formats[_i].code) == formats[_i].shown, "%s",
		      formats[_i].code);
}
END_TEST

static const struct {
	unsigned id;
	enum tk_shown shown;
} builtins[] = {
	{0, TK_SHOWN_NUMBER},    {4, TK_SHOWN_NUMBER},  {9, TK_SHOWN_PERCENT},
	{10, TK_SHOWN_PERCENT},  {11, TK_SHOWN_NUMBER}, {13, TK_SHOWN_NUMBER},
	{14, TK_SHOWN_DATE},     {17, TK_SHOWN_DATE},   {18, TK_SHOWN_TIME},
	{22, TK_SHOWN_DATE},     {37, TK_SHOWN_NUMBER}, {45, TK_SHOWN_TIME},
	{46, TK_SHOWN_DURATION}, {47, TK_SHOWN_TIME},   {49, TK_SHOWN_NUMBER},
};

START_TEST(knows_builtin_formats)
{
	ck_assert_int_eq(tk_format_builtin(builtins[_i].id), builtins[_i].shown);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("xlsx");
	TCase *cases = tcase_create("workbooks");

	tcase_set_timeout(cases, 60);
	tcase_add_loop_test(cases, reads_sheets, 0, (int)G_N_ELEMENTS(sheets));
	tcase_add_loop_test(cases, finds_parts, 0, (int)G_N_ELEMENTS(books));
	tcase_add_loop_test(cases, refuses, 0, (int)G_N_ELEMENTS(refusals));
	tcase_add_loop_test(cases, knows_formats, 0, (int)G_N_ELEMENTS(formats));
	tcase_add_loop_test(cases, knows_builtin_formats, 0, (int)G_N_ELEMENTS(builtins));
	tcase_add_test(cases, gives_types);
	tcase_add_test(cases, lists_sheets);
	tcase_add_test(cases, refuses_depth);
	tcase_add_test(cases, refuses_bomb);
	tcase_add_test(cases, shares_strings);
	tcase_add_test(cases, what_sheets_share_is_told_once);
	tcase_add_test(cases, shared_texts_count_for_every_cell);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
