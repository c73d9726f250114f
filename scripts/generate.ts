/** Writes every generated file; with `--check` writes nothing and fails where one differs. Run by `npm run generate`. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { constantIndex } from './generate/constant-index';
import type { ConstantIndex } from './generate/constant-index';
import { programIndex, tableExports } from './generate/program-index';
import { schemaFiles } from './schemas';

interface Generated {
    /** Path from the root of the repository. */
    readonly file: string;
    readonly text: string;
}

const root = path.resolve(__dirname, '..');

/** One function for each kind of generated file. */
const generators: readonly (() => Generated[])[] = [programTableIndex, detectorIndex, checkIndex, schemas];

function programTableIndex(): Generated[] {
    const folder = 'infra-agent-extension/src/common/risk/programs';
    const names = fs.readdirSync(path.join(root, folder)).filter(name => name.endsWith('.ts')).sort();
    return [{ file: `${folder}/index.ts`, text: programIndex(names.map(name => tableExports(name, fs.readFileSync(path.join(root, folder, name), 'utf8')))) }];
}

function detectorIndex(): Generated[] {
    return constants('infra-agent-extension/src/common/repo/detectors', { constant: 'detector', list: 'detectors', type: 'Detector', typeFrom: '../detector' });
}

function checkIndex(): Generated[] {
    return constants('infra-agent-extension/src/common/sentinel/checks', { constant: 'check', list: 'checks', type: 'Check', typeFrom: '../check' });
}

function constants(folder: string, index: ConstantIndex): Generated[] {
    const files = (fs.readdirSync(path.join(root, folder), { recursive: true }) as string[])
        .filter(file => file.endsWith('.ts') && !file.endsWith('.spec.ts') && file !== 'index.ts')
        .filter(file => new RegExp(`^export const ${index.constant}\\b`, 'm').test(fs.readFileSync(path.join(root, folder, file), 'utf8')));
    return [{ file: `${folder}/index.ts`, text: constantIndex(index, files.map(file => file.split(path.sep).join('/'))) }];
}

function schemas(): Generated[] {
    return [...schemaFiles()].map(([file, text]) => ({ file, text }));
}

function main(check: boolean): number {
    const stale = generators.flatMap(generate => generate()).filter(({ file, text }) => current(file) !== text);
    for (const { file, text } of stale) {
        if (check) {
            console.error(`${file} differs from what is generated; run \`npm run generate\`.`);
        } else {
            fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
            fs.writeFileSync(path.join(root, file), text);
            console.log(`wrote ${file}`);
        }
    }
    return check && stale.length > 0 ? 1 : 0;
}

function current(file: string): string | undefined {
    const absolute = path.join(root, file);
    return fs.existsSync(absolute) ? fs.readFileSync(absolute, 'utf8') : undefined;
}

process.exitCode = main(process.argv.includes('--check'));
