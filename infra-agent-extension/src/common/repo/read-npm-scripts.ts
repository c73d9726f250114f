/** Reads the scripts of a `package.json`: a script with what runs before and after it. */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { SourceLookup } from './repo-files';
import type { TargetReading, TargetStep } from './target-steps';

/** With `ifPresent` a script that is not there is nothing, as with life-cycle scripts. */
export function readNpmScripts(lookup: SourceLookup, file: string, names: readonly string[], ifPresent: boolean): TargetReading {
    const read = lookup.read(file);
    if (read.kind !== 'text') {
        return { steps: [], files: [], missing: ifPresent ? [] : names, problems: read.kind === 'unreadable' ? [{ message: `reads ${file}, which cannot be read`, file, start: 0, end: 0 }] : [] };
    }
    const document = parseDocument(read.text, { prettyErrors: false, logLevel: 'silent' });
    if (document.errors.length > 0) {
        return { steps: [], files: [file], missing: [], problems: [{ message: `reads ${file}, which does not parse`, file, start: 0, end: 0 }] };
    }
    const scripts = document.get('scripts', true);
    const stepOf = (name: string): TargetStep[] => {
        const node = isMap(scripts) ? scripts.get(name, true) : undefined;
        return isScalar(node) && typeof node.value === 'string' ? [{ code: node.value, file, start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 }] : [];
    };
    const isThere = (name: string) => stepOf(name).length > 0;
    return {
        steps: names.flatMap(name => ifPresent ? stepOf(name) : [...stepOf(`pre${name}`), ...stepOf(name).map(step => ({ ...step, addsArguments: true })), ...stepOf(`post${name}`)]),
        files: [file],
        missing: ifPresent ? [] : names.filter(name => !isThere(name)),
        problems: []
    };
}
