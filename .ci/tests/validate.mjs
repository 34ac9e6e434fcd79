// Holds pipeline definitions against their published schemas:  node validate.mjs WORKFLOW|GITLAB_FILE...
// Prints every shell line of those that are right; exit code 1 and what is wrong otherwise.
// Imports come from the directory that this is copied to, with node_modules and gitlab/package in it.
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { basename } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { schema } from "./gitlab/package/src/schema/schema.js";

// GitHub's parser imports its schema as bundlers do, without saying that it is JSON.
const asModule = `import { readFileSync } from "node:fs";
export const load = (url, context, next) => url.endsWith(".json") ?
    { format: "module", shortCircuit: true, source: "export default " + readFileSync(new URL(url)) } : next(url, context);`;
register("data:text/javascript," + encodeURIComponent(asModule));
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import("@actions/workflow-parser");

let wrong = 0;

function complain(file, what) {
    console.error(`${file}: ${what}`);
    wrong++;
}

async function workflow(file, text) {
    const parsed = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter());
    for (const error of parsed.context.errors.getErrors()) complain(file, error.message);
    if (parsed.context.errors.getErrors().length) return [];
    const template = await convertWorkflowTemplate(parsed.context, parsed.value);
    for (const error of template.errors ?? []) complain(file, error.Message);
    return Object.values(parse(text).jobs).flatMap((job) => job.steps ?? []).flatMap((step) => step.run ?? []);
}

function gitlab(file, text) {
    const pipeline = parse(text);
    // Descriptions for editors are no part of JSON Schema.
    const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
    if (!validate(pipeline))
        for (const error of validate.errors) complain(file, `${error.instancePath || "/"} ${error.message}`);
    const scripts = ["before_script", "script", "after_script"];
    return Object.values(pipeline).flatMap((job) => scripts.flatMap((name) => job?.[name] ?? []));
}

for (const file of process.argv.slice(2)) {
    const text = readFileSync(file, "utf8");
    const lines = basename(file) === ".gitlab-ci.yml" ? gitlab(file, text) : await workflow(file, text);
    for (const line of lines) console.log(line);
}
process.exitCode = wrong ? 1 : 0;
