/** How a repository writes what mends write too: read off its own scripts, the one at hand first. */
import { folderOf } from '../repo/repo-path';
import { infoLogger } from './shell-view';
import type { CheckContext } from './check';
import type { ShellScript } from '../repo/shell-script';

/** How output is thrown away: `>/dev/null 2>&1` if nothing else is used. */
export function silence(context: CheckContext, script: ShellScript): string {
    const forms = script.dialect === 'sh' ? /> ?\/dev\/null 2>&1/g : /(?:&> ?\/dev\/null|> ?\/dev\/null 2>&1)/g;
    return mostUsed(context, script, forms) ?? '>/dev/null 2>&1';
}

/** `--dry-run=client -o yaml`, in the words of the repository; else with flags and values joined as they mostly are. */
export function rendering(context: CheckContext, script: ShellScript): string {
    const near = [...context.shell.scripts.values()].flatMap(one => one.calls.flatMap(call => call.words.map(word => word.text)));
    const joins = near.filter(word => /^--[a-z-]+=/.test(word)).length;
    const separates = near.filter((word, index) => /^--[a-z-]+$/.test(word) && near[index + 1] !== undefined && /^["'$A-Za-z0-9]/.test(near[index + 1])).length;
    return mostUsed(context, script, /--dry-run=client (?:-o ?|--output[ =])yaml/g) ?? `--dry-run=client --output${separates > joins ? ' ' : '='}yaml`;
}

/** The scripts say so when something is there already, and do not only pass over it. */
export function saysWhatExists(context: CheckContext): boolean {
    return [...context.shell.scripts.values()].some(script => {
        const logger = infoLogger(context, script.file);
        return logger !== undefined && script.calls.some(call => call.name === logger && call.words.slice(1).some(word => /\b(exists|already)\b/i.test(word.text)));
    });
}

/** Messages of the script's logger begin with a small letter. */
export function beginsSmall(context: CheckContext, script: ShellScript): boolean {
    const logger = infoLogger(context, script.file);
    const first = [script, ...context.shell.scripts.values()].flatMap(one => one.calls).filter(call => call.name === logger && call.words.length > 1).map(call => /^["']([A-Za-z])/.exec(call.words[1].text)?.[1]).find(letter => letter !== undefined);
    return first !== undefined && first === first.toLowerCase();
}

/** `"${NAME}"` rather than `"$NAME"`, where scripts have the choice. */
export function bracesVariables(texts: readonly string[]): boolean {
    const all = texts.join('\n');
    return (all.match(/\$\{\w+\}/g) ?? []).length >= (all.match(/\$[A-Za-z_]\w*/g) ?? []).length;
}

/** In the script itself, else in its folder, else anywhere. */
function mostUsed(context: CheckContext, script: ShellScript, form: RegExp): string | undefined {
    const others = [...context.shell.scripts.values()];
    const rings = [[script], others.filter(other => folderOf(other.file) === folderOf(script.file)), others];
    for (const ring of rings) {
        const counts = new Map<string, number>();
        ring.flatMap(one => one.text.match(form) ?? []).forEach(found => counts.set(found, (counts.get(found) ?? 0) + 1));
        const [best] = [...counts].sort((a, b) => b[1] - a[1]);
        if (best) {
            return best[0];
        }
    }
    return undefined;
}
