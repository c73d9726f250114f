/**
 * What a language model is told before it sees the person's message: its role, the form of an ops block, the facts of the repository, the
 * findings, and what was derived already. Bounded, and redacted as a whole: no secret of the workspace leaves by this way.
 */
import type { Role } from '../../common/crew/role';
import type { Operation } from '../../common/ops/operation';
import { redact } from '../../common/ops/redact';
import { writeOpsYaml } from '../../common/ops/write-ops-block';
import type { RepoEdge, RepoFacts } from '../../common/repo/repo-facts';
import type { Finding } from '../../common/sentinel/finding';

export interface BriefInput {
    readonly role: Pick<Role, 'prompt'>;
    readonly facts: RepoFacts;
    readonly findings: readonly Finding[];
    readonly derived: readonly Operation[];
}

/** In lines of each list, and in characters of all: about a quarter of a small model's context. */
const LISTED = 250;
const LONGEST_BRIEF = 60_000;

const FORM = `An operation is a fenced block with the info string \`ops\`, YAML inside, one operation a block. If its content holds a fence, open it with a longer one.
Required: \`title\`, \`mode\` (design, implement, review or test), and exactly one of \`commands\` and \`edits\`.
Optional: \`why\`, \`risk\` (LOW, MED, HIGH), \`group\` (local, cluster, cloud, external), \`preconditions\`, \`env\`, \`expected\`, \`rollback\`, \`assumptions\`. No other fields.
\`\`\`ops
title: Show what differs from the cluster
mode: review
risk: LOW
group: cluster
preconditions:
  - tool: kubectl
  - env: KUBE_CONTEXT
commands:
  - run: kubectl diff -f deploy/app.yaml
    cwd: infra
    timeout: 5m
expected:
  - exit: 0
\`\`\`
An edit is \`{ file, patch }\` with a unified diff against the file as it is now, or \`{ file, content }\` with the whole of a new file.
Each command is its own \`bash -c\` that shares nothing with the others; nobody can answer a prompt. Nothing runs before a person has read the card and clicked Send: never say that you ran or changed something.
The person sees the operations below already: do not repeat them; add what is missing, or say that nothing is.`;

export function modelBrief({ role, facts, findings, derived }: BriefInput): string {
    const parts = [
        role.prompt,
        section('The form of operations', [FORM]),
        factLines(facts),
        section('Findings of the checks', findings.map(findingLine)),
        section('Operations that were derived by code, and that the person sees', derived.map(operation => `---\n${writeOpsYaml(operation)}`))
    ];
    const text = redact(parts.filter(Boolean).join('\n\n')).text;
    return text.length > LONGEST_BRIEF ? `${text.slice(0, LONGEST_BRIEF)}\n(cut off here)` : text;
}

export function factLines(facts: RepoFacts): string {
    return [
        section('Scripts that a person starts, most canonical first', facts.entryPoints),
        section('Files', facts.nodes.map(node => `${node.kind}: ${node.file}`)),
        section('How they hang together', facts.edges.map(edgeLine)),
        section('Kubernetes objects', facts.objects.map(object => `${object.kind} ${[object.namespace, object.name].filter(Boolean).join('/')} (${object.apiVersion}) in ${object.file}`))
    ].filter(Boolean).join('\n\n');
}

export function findingLine({ severity, file, range, message }: Finding): string {
    return `${severity} ${file}:${range.start.line + 1} ${message}`;
}

function edgeLine({ kind, from, to, missing }: RepoEdge): string {
    return `${from} ${kind} ${to}${missing ? ' (which is not there)' : ''}`;
}

function section(title: string, lines: readonly string[]): string {
    const more = lines.length > LISTED ? [`(and ${lines.length - LISTED} more)`] : [];
    return lines.length === 0 ? '' : `# ${title}\n${[...lines.slice(0, LISTED), ...more].join('\n')}`;
}
