/** Files that the repository makes while it runs: nothing is wrong if they are not there yet. */
import { fits } from '../repo/shell-paths';
import { baseName } from '../repo/repo-path';
import { runningShell } from './shell-view';
import type { CheckContext } from './check';
import type { ShellCall, ShellScript, ShellWord } from '../repo/shell-script';

export interface WrittenFiles {
    /** Written at that place, or somewhere that cannot be known under its name. */
    has(path: string): boolean;
}

const WRITERS = new Set(['tee', 'cp', 'mv', 'touch', 'install', 'ln', 'curl', 'wget', 'openssl', 'ssh-keygen', 'tar', 'unzip', 'sed', 'yq', 'terraform', 'kubectl', 'mkdir', 'git']);
/** Terraform's `local_file`, Ansible's `copy` and `template`. */
const NAMED = { 'terraform-module': /\b(?:filename|output_path)\s*=\s*"([^"\n]+)"/g, config: /^\s*(?:-\s+)?dest:\s*["']?([^\s"'#]+)/gm } as const;

const cache = new WeakMap<CheckContext, WrittenFiles>();

export function writtenFiles(context: CheckContext): WrittenFiles {
    const known = cache.get(context);
    if (known) {
        return known;
    }
    const anywhere = new Set<string>();
    const places = new Map<string, string[]>();
    const add = (word: ShellWord, script: ShellScript, at: number, folder: string | undefined): void => {
        const resolved = context.shell.resolve(word, script, at, folder);
        const name = baseName(resolved?.pattern.pattern ?? word.value ?? word.text.replace(/["']/g, ''));
        if (resolved?.place === undefined) {
            anywhere.add(name);
        } else {
            places.set(baseName(resolved.place), [...places.get(baseName(resolved.place)) ?? [], resolved.place]);
        }
    };
    for (const { script, folder } of runningShell(context)) {
        for (const call of script.calls) {
            writtenBy(context, script, call).forEach(word => add(word, script, call.start, folder));
        }
    }
    for (const file of context.files) {
        const pattern = NAMED[context.model(file)!.kind as keyof typeof NAMED];
        for (const match of pattern ? context.text(file)!.matchAll(pattern) : []) {
            anywhere.add(baseName(match[1]));
        }
    }
    const patterns = [...places.values()].flat().filter(place => place.includes('*'));
    const written: WrittenFiles = { has: path => anywhere.has(baseName(path)) || (places.get(baseName(path)) ?? []).includes(path) || patterns.some(pattern => fits(pattern, path)) };
    cache.set(context, written);
    return written;
}

function writtenBy(context: CheckContext, script: ShellScript, call: ShellCall): ShellWord[] {
    const targets = call.redirects.filter(redirect => />/.test(redirect.operator)).flatMap(redirect => redirect.target ?? []);
    const writes = WRITERS.has(context.shell.effective(call, script)[0]?.value ?? '') && !call.words.some(word => ['apply', 'create'].includes(word.value ?? ''));
    return [...targets, ...(writes ? call.words.slice(1) : [])];
}
