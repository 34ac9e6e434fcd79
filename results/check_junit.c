#include "check_view.h"
#include "memory.h"
#include "xml_text.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>
#include <string.h>

static void write_number(xmlTextWriter *xml, const char *name, size_t number)
{
    xmlTextWriterWriteFormatAttribute(xml, BAD_CAST name, "%zu", number);
}

static unsigned long long milliseconds(const struct run_behaviour *behaviour)
{
    unsigned long long sum = 0;
    for (size_t i = 0; i < behaviour->repeat_count; i++)
        sum += behaviour->repeats[i].milliseconds;
    return sum;
}

static void write_time(xmlTextWriter *xml, unsigned long long duration)
{
    xmlTextWriterWriteFormatAttribute(xml, BAD_CAST "time", "%llu.%03llu", duration / 1000, duration % 1000);
}

static void write_vanished(FILE *out, const struct judgement *judgement,
                           const struct judged_behaviour *behaviour)
{
    for (size_t i = 0; behaviour->vanished_count && i < judgement->vanished_count; i++) {
        const struct known_line *line = judgement->vanished[i];
        if (!strcmp(line->id, behaviour->behaviour->id))
            fprintf(out, "no longer happens: %s:%zu: %s: %s\n", line->path, line->line, line->label,
                    line->seen);
    }
}

static void write_failure(xmlTextWriter *xml, const struct judgement *judgement,
                          const struct judged_behaviour *behaviour)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = memory_present(open_memstream(&text, &size));
    for (size_t i = 0; i < behaviour->difference_count; i++) {
        if (!behaviour->differences[i].known)
            check_write_new(out, behaviour->differences[i].difference);
    }
    write_vanished(out, judgement, behaviour);
    fclose(out);
    memory_present(text);
    xmlTextWriterStartElement(xml, BAD_CAST "failure");
    xml_text_attribute(xml, "message",
                       behaviour->new_count ? "a new difference" : "a known difference no longer happens");
    xml_text_write(xml, text);
    xmlTextWriterEndElement(xml);
    free(text);
}

static void write_skipped(xmlTextWriter *xml, const struct judged_behaviour *behaviour)
{
    xmlTextWriterStartElement(xml, BAD_CAST "skipped");
    if (behaviour->difference_count) {
        xmlTextWriterStartAttribute(xml, BAD_CAST "message");
        xmlTextWriterWriteString(xml, BAD_CAST "known difference: ");
        xml_text_write(xml, behaviour->differences[0].known->reason);
        xmlTextWriterEndAttribute(xml);
    } else {
        xml_text_attribute(xml, "message", "not run");
    }
    xmlTextWriterEndElement(xml);
}

static void write_case(xmlTextWriter *xml, const struct judgement *judgement,
                       const struct judged_behaviour *behaviour)
{
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    xml_text_attribute(xml, "classname", behaviour->behaviour->unit);
    xml_text_attribute(xml, "name", behaviour->behaviour->id);
    write_time(xml, milliseconds(behaviour->behaviour));
    if (behaviour->status == JUDGED_FAILED)
        write_failure(xml, judgement, behaviour);
    else if (behaviour->status == JUDGED_SKIPPED)
        write_skipped(xml, behaviour);
    xmlTextWriterEndElement(xml);
}

static void write_undeclared(xmlTextWriter *xml, const struct known_line *line)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = memory_present(open_memstream(&text, &size));
    check_write_undeclared(out, line);
    fclose(out);
    xmlTextWriterStartElement(xml, BAD_CAST "testcase");
    xml_text_attribute(xml, "classname", "known differences");
    xml_text_attribute(xml, "name", line->id);
    write_time(xml, 0);
    xmlTextWriterStartElement(xml, BAD_CAST "failure");
    xml_text_attribute(xml, "message", "no such behaviour");
    xml_text_write(xml, memory_present(text));
    xmlTextWriterEndElement(xml);
    xmlTextWriterEndElement(xml);
    free(text);
}

static void write_suite(xmlTextWriter *xml, const struct judgement *judgement)
{
    unsigned long long duration = 0;
    for (size_t i = 0; i < judgement->run->behaviour_count; i++)
        duration += milliseconds(&judgement->run->behaviours[i]);
    xmlTextWriterStartElement(xml, BAD_CAST "testsuite");
    xml_text_attribute(xml, "name", run_file_head(judgement->run, "platform"));
    write_number(xml, "tests", judgement->run->behaviour_count + judgement->undeclared_count);
    write_number(xml, "failures", judgement->count[JUDGED_FAILED] + judgement->undeclared_count);
    write_number(xml, "errors", 0);
    write_number(xml, "skipped", judgement->count[JUDGED_SKIPPED]);
    write_time(xml, duration);
    for (size_t i = 0; i < judgement->run->behaviour_count; i++)
        write_case(xml, judgement, &judgement->behaviours[i]);
    for (size_t i = 0; i < judgement->undeclared_count; i++)
        write_undeclared(xml, judgement->undeclared[i]);
    xmlTextWriterEndElement(xml);
}

char *check_junit(const struct judgement *judgement, size_t *size)
{
    xmlBuffer *buffer = memory_present(xmlBufferCreate());
    xmlTextWriter *xml = memory_present(xmlNewTextWriterMemory(buffer, 0));
    xmlTextWriterSetIndent(xml, 1);
    xmlTextWriterStartDocument(xml, NULL, "UTF-8", NULL);
    write_suite(xml, judgement);
    xmlTextWriterEndDocument(xml);
    xmlFreeTextWriter(xml);
    char *text = memory_present(strdup((const char *)xmlBufferContent(buffer)));
    *size = strlen(text);
    xmlBufferFree(buffer);
    return text;
}
