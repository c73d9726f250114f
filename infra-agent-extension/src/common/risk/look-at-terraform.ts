/** Looks at the code that a Terraform call works on: provisioners run programs, and some resources are access, DNS or secrets. */
import type { Field, StartedCommand } from '../shell/host';
import { parseShell } from '../shell/parse-shell';
import { joinPathValue } from '../shell/shell-path';
import { computedSource } from '../shell/source';
import { shown, text } from '../shell/value';
import { say } from './assessing';
import type { Assessing, Setting } from './assessing';
import { placesOf, shownPath } from './place-of-path';
import { runShell } from './run-script';
import type { Risk } from '../ops/operation';

/** What `resource "TYPE"` stands for, by the parts of its name. */
const RISKY_TYPES: readonly (readonly [RegExp, string])[] = [
    [/(^|_)(iam|role|permission|permissions|user|group_membership|service_account|access_entry|role_assignment|role_binding|cluster_role|lakeformation|public_access_block)(_|$)|(bucket|repository|registry|queue|topic|key|resource|endpoint|access|file_system|secret|organizations?|container|service_control|vault|bus)_polic(y|ies)(_|$)/, 'decides who may do or reach what'],
    [/(^|_)(security_group|security_rule|firewall|network_acl|waf|wafv2|network_policy|acl)(_|$)/, 'opens or closes the network'],
    [/(^|_)(dns|route53|record|record_set|zone|hosted_zone|cloudflare_record)(_|$)/, 'changes DNS'],
    [/(^|_)(secret|secrets|secret_version|key_vault_secret|password|private_key|access_key|api_key|token|kms|ssm_parameter)(_|$)/, 'makes or holds a secret']
];

export function lookAtTerraform(assessing: Assessing, setting: Setting, folder: Field | undefined, command: StartedCommand): void {
    const told = (risk: Risk, message: string) => say(assessing, setting, { risk, group: 'cloud', writes: true, message, place: command.place });
    const { lookup } = assessing.context;
    if (!lookup || setting.remote) {
        return;
    }
    const path = folder?.value ?? text('.');
    const places = placesOf(assessing.context, command.cwd, path);
    const [place] = places;
    if (places.length !== 1 || place.kind !== 'workspace' || !place.exact) {
        return told('HIGH', `applies the code in ${shownPath(shown(path))}, which cannot be looked at`);
    }
    lookAtModule(assessing, setting, place.path, { ...command, cwd: joinPathValue(command.cwd, path) }, new Set());
}

function lookAtModule(assessing: Assessing, setting: Setting, folder: string, command: StartedCommand, seen: Set<string>): void {
    const { lookup } = assessing.context;
    if (!lookup || seen.has(folder) || seen.size > 40) {
        return;
    }
    seen.add(folder);
    const files = lookup.list(folder).filter(name => /\.tf(\.json)?$|\.tofu$/.test(name));
    for (const name of files) {
        const file = folder === '' ? name : `${folder}/${name}`;
        const read = lookup.read(file);
        if (read.kind !== 'text') {
            say(assessing, setting, { risk: 'HIGH', group: 'cloud', writes: true, message: `applies ${file}, which cannot be read`, place: command.place });
            continue;
        }
        assessing.lookedThrough.add(file);
        lookAtCode(assessing, setting, read.text, file, command);
        for (const match of read.text.matchAll(/^[ \t]*source[ \t]*=[ \t]*"(\.{1,2}\/[^"]*)"/gm)) {
            const inner = placesOf(assessing.context, text(`/${folder}`), text(match[1]));
            const relative = inner[0] && 'absolute' in inner[0] ? (inner[0].absolute ?? '').slice(1) : undefined;
            if (relative !== undefined) {
                lookAtModule(assessing, setting, relative, command, seen);
            }
        }
    }
}

function lookAtCode(assessing: Assessing, setting: Setting, code: string, file: string, command: StartedCommand): void {
    const told = (message: string, at: { readonly index: number; readonly length: number }, risk: Risk = 'HIGH') =>
        say(assessing, setting, { risk, group: 'cloud', writes: true, message, place: { start: at.index, end: at.index + at.length, file } });
    for (const match of code.matchAll(/^[ \t]*resource[ \t]+"(\w+)"[ \t]+"([\w-]+)"/gm)) {
        const risky = RISKY_TYPES.find(([pattern]) => pattern.test(match[1].replace(/^(aws|google|azurerm|azuread|kubernetes)_/, '')) || pattern.test(match[1]));
        if (risky) {
            told(`applies ${match[1]}.${match[2]}, which ${risky[1]}`, { index: match.index, length: match[0].length });
        }
    }
    for (const match of code.matchAll(/^[ \t]*data[ \t]+"external"[^\n]*/gm)) {
        told('runs a program to get data', { index: match.index, length: match[0].length });
    }
    for (const match of code.matchAll(/provisioner[ \t]+"(local-exec|remote-exec|file)"[ \t]*\{/g)) {
        provisioner(assessing, setting, code, match, { file, command });
    }
}

/** `command = "…"` of a local-exec is shell; what is interpolated into it is not known. */
function provisioner(assessing: Assessing, setting: Setting, code: string, match: RegExpMatchArray & { index: number }, { file, command }: { readonly file: string; readonly command: StartedCommand }): void {
    const place = { start: match.index, end: match.index + match[0].length, file };
    const body = code.slice(match.index, match.index + 4_000);
    const quoted = match[1] === 'local-exec' ? /\bcommand[ \t]*=[ \t]*"((?:[^"\\\n]|\\.)*)"/.exec(body) ?? /\bcommand[ \t]*=[ \t]*<<-?~?([A-Z]\w*)\n([\s\S]*?)\n[ \t]*\1\b/.exec(body) : undefined;
    const raw = quoted?.[2] ?? quoted?.[1];
    if (raw === undefined || /\$\{/.test(raw) && /\binterpreter\b/.test(body.slice(0, quoted!.index + raw.length + 200))) {
        return say(assessing, setting, { risk: 'HIGH', group: match[1] === 'local-exec' ? 'local' : 'external', writes: true, message: `runs a ${match[1]} provisioner that is not read here`, place });
    }
    const shell = raw.replace(/\\"/g, '"').replace(/\\n/g, '\n').replace(/(?<!\$)\$\{[^}]*\}/g, '"$terraform_value"').replace(/\$\$\{/g, '${');
    runShell(assessing, setting, { ...computedSource(command.source, shell, parseShell(shell), place), file }, { name: text('sh'), args: [], command });
}
