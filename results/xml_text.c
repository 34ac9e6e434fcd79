#include "xml_text.h"
#include "memory.h"
#include "printable.h"

#include <stdlib.h>
#include <string.h>

/* The text may hold what no XML document can: bytes of a file name that are not UTF-8, control characters,
 * and these two, though they are valid UTF-8: U+FFFE and U+FFFF become U+FFFD. */
static void make_legal(char *text)
{
    text[printable_text(text, strlen(text))] = '\0';
    for (char *at = strstr(text, "\xef\xbf"); at; at = strstr(at + 2, "\xef\xbf")) {
        if (at[2] == '\xbe' || at[2] == '\xbf')
            at[2] = '\xbd';
    }
}

void xml_text_write(xmlTextWriter *xml, const char *text)
{
    char *plain = memory_present(strdup(text));
    make_legal(plain);
    xmlTextWriterWriteString(xml, BAD_CAST plain);
    free(plain);
}

void xml_text_attribute(xmlTextWriter *xml, const char *name, const char *text)
{
    xmlTextWriterStartAttribute(xml, BAD_CAST name);
    xml_text_write(xml, text);
    xmlTextWriterEndAttribute(xml);
}
