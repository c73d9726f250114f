/** CI pipelines: what their steps run, and the variables that they set. */
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import type { Detector, EmbeddedShell } from '../detector';
import { readShellScript } from '../read-shell-script';

const STEP_KEYS = new Set(['run', 'script', 'before_script', 'after_script', 'command', 'bash', 'inlineScript', 'sh']);

export const detector: Detector = {
    wants: file => /(^|\/)\.github\/(workflows|actions)\/.*\.ya?ml$|(^|\/)\.gitlab-ci\.ya?ml$|(^|\/)(azure-pipelines|bitbucket-pipelines|cloudbuild|buildspec|\.drone|\.travis)[\w.-]*\.ya?ml$|(^|\/)\.circleci\/.*\.ya?ml$|(^|\/)action\.ya?ml$/.test(file.path),
    claim: () => 3,
    read: source => {
        const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false, strict: false });
        const problems = document.errors.map(error => ({ message: error.message.split('\n')[0], start: error.pos[0], end: error.pos[1] }));
        const embedded: EmbeddedShell[] = [];
        const sets: { name: string; start: number; end: number }[] = [];
        visit(document, {
            Pair(_, pair) {
                const key = isScalar(pair.key) ? String(pair.key.value) : '';
                if (key === 'env' || key === 'variables' || key === 'environment') {
                    for (const item of isMap(pair.value) ? pair.value.items : []) {
                        const name = isScalar(item.key) ? String(item.key.value) : '';
                        const range = isScalar(item.key) ? item.key.range : undefined;
                        sets.push({ name, start: range?.[0] ?? 0, end: range?.[1] ?? 0 });
                    }
                }
                if (STEP_KEYS.has(key)) {
                    visit(pair.value as never, {
                        Scalar(__, scalar) {
                            if (typeof scalar.value === 'string' && scalar.range) {
                                embedded.push(embed(source.path, scalar.value, scalar.range[0], source.text));
                            }
                        }
                    });
                }
            }
        });
        return { kind: 'pipeline', embedded, sets, problems };
    }
};

/** Offsets inside a block scalar are those of the same line in the file; indentation differs. */
function embed(file: string, value: string, start: number, text: string): EmbeddedShell {
    const script = readShellScript(file, value.replace(/\$\{\{.*?\}\}/g, found => `$${'X'.repeat(found.length - 1)}`));
    const block = /^[|>]/.test(text.slice(start, start + 1));
    return {
        script,
        at: offset => {
            if (!block) {
                return start + offset;
            }
            const line = value.slice(0, offset).split('\n').length;
            let at = start;
            for (let index = 0; index < line; index++) {
                at = text.indexOf('\n', at) + 1;
            }
            const indentation = /^[ ]*/.exec(text.slice(at))?.[0].length ?? 0;
            return at + indentation + offset - (value.lastIndexOf('\n', offset - 1) + 1);
        }
    };
}
