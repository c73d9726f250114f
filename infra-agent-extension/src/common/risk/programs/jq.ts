import { isCredentialName } from '../credential-names';
import { exposes, plainProgram } from '../effect';
import type { Call, Effect, ProgramTable, Word } from '../program';
import { prints } from '../verb-list';
import { inputFiles } from '../word-parts';

export const programs: readonly ProgramTable[] = [
    plainProgram('jq gojq jaq', 'LOW', 'reads JSON', {
        valueFlags: ['-f', '--from-file', '--indent', '-L', '--arg', '--argjson', '--slurpfile', '--rawfile'],
        judge: call => ({ effects: [...call.words.flatMap(namedCredentials), ...call.positionals.slice(0, 1).filter(word => /(^|[^.\w$"])env(?![.\w(\["])|\$ENV(?![.\w\[])/.test(word.shown)).map(word => prints('MED', 'local', 'prints the whole environment, which may hold credentials', word))] }),
        reads: call => inputFiles(call).slice(call.has('-f', '--from-file') ? 0 : 1)
    }),
    plainProgram('yq', 'LOW', 'reads YAML', {
        valueFlags: ['-o', '--output-format', '-p', '--input-format', '-I', '--indent', '-s', '--split-exp', '--from-file', '--arg', '--argjson', '--expression', '--header-preprocess', '--front-matter', '-f'],
        judge: call => ({ effects: call.words.flatMap(namedCredentials) }),
        writesTo: call => call.has('-i', '--inplace', '--in-place') ? yamlFiles(call) : [],
        reads: call => call.has('-i', '--inplace', '--in-place') ? [] : yamlFiles(call)
    }),
    plainProgram('dasel', 'LOW', 'reads structured files', {
        valueFlags: ['-f', '--file', '-r', '--read', '-w', '--write', '-o', '--out', '-s', '--selector', '-t', '--type', '-v', '--value'],
        writesTo: call => call.words.some(word => ['put', 'delete'].includes(word.value ?? '')) ? [...call.values('-o', '--out'), ...call.has('-o', '--out') ? [] : call.values('-f', '--file')] : [],
        reads: call => call.values('-f', '--file')
    })
];

/** `env.NAME`, `$ENV.NAME`, `env(NAME)`, `strenv(NAME)`. */
function namedCredentials(word: Word): readonly Effect[] {
    const names = [...word.shown.matchAll(/(?:\benv\.|\$ENV\.|\b(?:str)?env\(\s*|\benv\["|\$ENV\[")([A-Za-z_]\w*)/g)].map(match => match[1]);
    return names.filter(isCredentialName).map(name => exposes('local', `reads \`${name}\`, which holds a credential by its name`, word));
}

/** Everything behind the expression, and behind the verbs `eval` and `eval-all`; a lone argument is a file. */
function yamlFiles(call: Call): readonly Word[] {
    const words = call.positionals.filter((word, i) => !(i === 0 && /^(e|ea|eval|eval-all)$/.test(word.value ?? '')));
    return words.length === 1 || call.has('--expression', '--from-file') ? words : words.slice(1);
}
