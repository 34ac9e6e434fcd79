/* Any text, file names among it, as an XML document can hold it. */
#ifndef RESULTS_XML_TEXT_H
#define RESULTS_XML_TEXT_H

#include <libxml/xmlwriter.h>

/* Writes TEXT, made printable (see printable.h), with U+FFFD for the two noncharacters that XML has no way to
 * write: as content or as a whole attribute. Escaping is the writer's. */
void xml_text_write(xmlTextWriter *xml, const char *text);
void xml_text_attribute(xmlTextWriter *xml, const char *name, const char *text);

#endif
