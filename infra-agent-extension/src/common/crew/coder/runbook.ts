/**
 * The runbook of what there is to run, derived from the scripts: what it takes, the order, what each step changes, where a person decides, how one
 * sees that it worked, how it is undone. It lives in one marked section of a page under `docs/plans/infra`; what people wrote around it is theirs.
 */
import type { DeriveInput, DerivedOperation } from '../role';
import { changed, lineBreakOf, patchEdit } from '../../sentinel/mend-edits';
import { baseName } from '../../repo/repo-path';
import { code } from '../markdown';
import { slug } from './mend-operations';
import { settingsOf } from './settings';
import { runSteps, type RunStep } from './run-steps';
import type { Operation } from '../../ops/operation';
import type { CheckContext } from '../../sentinel/check';

const FOLDER = 'docs/plans/infra';
const BEGIN = '<!-- infra-agent:runbook -->';
const END = '<!-- /infra-agent:runbook -->';

/** Undefined where the runbook says already what it would say, or where there is no way of several steps. */
export function runbookOperation(input: DeriveInput, runs: readonly DerivedOperation[]): DerivedOperation | undefined {
    const { context } = input;
    const steps = runSteps(context);
    if (steps.length < 3 || input.reading === undefined || steps.length !== runs.length) {
        return undefined;
    }
    const file = pageFor(context, steps);
    const section = sectionOf(input, steps, runs.map(run => run.operation));
    const text = context.text(file);
    const operation = (edits: Operation['edits'], verb: string): DerivedOperation => ({
        concern: `runbook:${file}`, folded: true,
        operation: { id: slug(`runbook ${baseName(file)}`), title: `${verb} the runbook in ${file}`, mode: 'implement', risk: 'LOW', group: 'local', why: 'It is derived from the scripts as they are now; what people wrote outside its marked section stays.', edits }
    });
    if (text === undefined) {
        return context.exists(file) || context.ignored(file) ? undefined : operation([{ file, content: `# Runbook: ${titleOf(context)}\n\n${section}\n` }], 'Write');
    }
    const after = placed(text, section.replaceAll('\n', lineBreakOf(text)));
    return after === text ? undefined : operation([patchEdit(file, text, after)], text.includes(BEGIN) ? 'Update' : 'Add');
}

/** The page that has the section; else one that talks about these steps already; else a new one. */
function pageFor(context: CheckContext, steps: readonly RunStep[]): string {
    const pages = context.files.filter(file => file.startsWith(`${FOLDER}/`) && context.model(file)?.kind === 'doc');
    const marked = pages.find(file => context.text(file)!.includes(BEGIN));
    const talking = pages.map(file => ({ file, named: steps.filter(step => context.text(file)!.includes(baseName(step.subject))).length })).sort((a, b) => b.named - a.named)[0];
    return marked ?? (talking && talking.named >= 3 ? talking.file : `${FOLDER}/${slug(titleOf(context))}.md`);
}

function titleOf(context: CheckContext): string {
    const readme = context.files.find(file => file === 'README.md');
    return (readme === undefined ? undefined : context.model(readme)?.markdown?.title)?.replace(/[^\w .-]/g, '').trim() || 'runbook';
}

function placed(text: string, section: string): string {
    const begin = text.indexOf(BEGIN);
    const end = text.indexOf(END, begin);
    if (begin >= 0 && end >= 0) {
        return changed(text, [{ start: begin, end: end + END.length, text: section }]);
    }
    const lineBreak = lineBreakOf(text);
    return `${text.trimEnd()}${lineBreak}${lineBreak}${section}${lineBreak}`;
}

function sectionOf(input: DeriveInput, steps: readonly RunStep[], runs: readonly Operation[]): string {
    const parts = [
        BEGIN, '## Runbook', 'Derived from the scripts; what is written between these marks is replaced, what stands around them is kept.',
        '### Before', before(input, steps, runs),
        '### Steps', table(['Step', 'Command', 'What it is', 'Risk', 'Reach'], runs.map((run, index) => stepRow(input, run, index))),
        '### Where a person decides', gates(input, runs),
        '### How one sees that it worked', verification(runs),
        '### Taking it back', takingBack(runs),
        END
    ];
    return parts.join('\n\n');
}

function before({ context }: DeriveInput, steps: readonly RunStep[], runs: readonly Operation[]): string {
    const needs = runs.flatMap(run => run.preconditions ?? []);
    const tools = [...new Set(needs.flatMap(need => 'tool' in need ? [need.tool] : []))].sort();
    const files = [...new Set(needs.flatMap(need => 'file' in need ? [need.file] : []))];
    const settings = settingsOf(context, steps.flatMap(step => step.scripts));
    const lines = [
        tools.length ? `- Tools: ${tools.map(code).join(', ')}` : '- No tools beside the shell',
        ...files.map(file => `- The file ${code(file)}, with the settings below`)
    ];
    const rows = settings.map(setting => [code(setting.name), setting.fallback === undefined ? 'required' : setting.fallback === '' ? 'empty' : code(setting.fallback), cell(setting.meaning)]);
    return `${lines.join('\n')}${rows.length ? `\n\n${table(['Variable', 'Default', 'Meaning'], rows)}` : ''}`;
}

function stepRow({ reading }: DeriveInput, run: Operation, index: number): string[] {
    const [command] = run.commands!;
    const read = reading!(command.run, command.cwd);
    return [String(index + 1), code(command.cwd === undefined ? command.run : `cd ${command.cwd} && ${command.run}`), cell(run.title.replace(/^[^:]*: /, '')), read.risk, read.group];
}

/** Every run is a click; these are the ones before which someone should look. */
function gates({ reading }: DeriveInput, runs: readonly Operation[]): string {
    const high = runs.filter(run => reading!(run.commands![0].run, run.commands![0].cwd).risk === 'HIGH').map(run => `- Before ${code(run.commands![0].run)}: its risk is HIGH`);
    const manual = runs.flatMap(run => (run.preconditions ?? []).flatMap(need => 'manual' in need ? [`- Before ${code(run.commands![0].run)}: ${cell(need.manual)}`] : []));
    return [...high, ...manual].join('\n') || '- Nowhere in particular: no step is of high risk, and none waits for a decision';
}

function verification(runs: readonly Operation[]): string {
    return runs.map(run => {
        const said = run.expected?.flatMap(one => 'stdout' in one ? [one.stdout] : [])[0];
        return `- ${code(run.commands![0].run)} ends with exit code 0${said === undefined ? '' : ` and says ${code(said.replace(/\\(.)/g, '$1'))}`}`;
    }).join('\n');
}

/** The last step first. */
function takingBack(runs: readonly Operation[]): string {
    const blocks = [...runs].reverse().flatMap(run => {
        const commands = run.rollback?.commands?.map(command => command.cwd === undefined ? command.run : `(cd ${command.cwd} && ${command.run})`) ?? [];
        const without = (run.assumptions ?? []).filter(line => line.startsWith('No inverse'));
        const head = code(run.commands![0].run);
        return commands.length ? [`${head}:\n\n${fenced(commands.join('\n'))}${without.length ? `\n\n${without.map(line => `- ${line}`).join('\n')}` : ''}`] : without.length ? [`${head}: ${without.map(line => line[0].toLowerCase() + line.slice(1)).join('; ')}.`] : [];
    });
    return blocks.join('\n\n') || 'No step changes anything that would have to be taken back.';
}

function fenced(text: string): string {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(match => match[0].length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}sh\n${text}\n${fence}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
    return [columns, columns.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n');
}

function cell(text: string): string {
    return text.replace(/\s+/g, ' ').replace(/(?<!\\)\|/g, '\\|');
}
