/** Writes every generated file; with `--check` writes nothing and fails where one differs. Run by `npm run generate`. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkDocs } from './generate/check-docs';
import { constantIndex } from './generate/constant-index';
import type { ConstantIndex } from './generate/constant-index';
import { programDocs } from './generate/program-docs';
import { programIndex, tableExports } from './generate/program-index';
import { schemaFiles } from './schemas';

interface Generated {
    /** Path from the root of the repository. */
    readonly file: string;
    readonly text: string;
}

const root = path.resolve(__dirname, '..');

/** One function for each kind of generated file; each is written before the next, which may read it. */
const generators: readonly (() => Generated[] | Promise<Generated[]>)[] = [programTableIndex, detectorIndex, checkIndex, checkPage, programPage, schemas];

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

async function checkPage(): Promise<Generated[]> {
    const { checks } = await import('../infra-agent-extension/src/common/sentinel/checks');
    return [{ file: 'docs/checks.md', text: checkDocs(checks, path.join(root, 'test/fixtures/sentinel')) }];
}

function constants(folder: string, index: ConstantIndex): Generated[] {
    const files = (fs.readdirSync(path.join(root, folder), { recursive: true }) as string[])
        .filter(file => file.endsWith('.ts') && !file.endsWith('.spec.ts') && file !== 'index.ts')
        .filter(file => new RegExp(`^export const ${index.constant}\\b`, 'm').test(fs.readFileSync(path.join(root, folder, file), 'utf8')));
    return [{ file: `${folder}/index.ts`, text: constantIndex(index, files.map(file => file.split(path.sep).join('/'))) }];
}

async function programPage(): Promise<Generated[]> {
    const { programTables } = await import('../infra-agent-extension/src/common/risk/programs');
    return [{ file: 'docs/risk-programs.md', text: programDocs(programTables) }];
}

function schemas(): Generated[] {
    return [...schemaFiles()].map(([file, text]) => ({ file, text }));
}

async function main(check: boolean): Promise<number> {
    let stale = 0;
    for (const generate of generators) {
        for (const { file, text } of (await generate()).filter(one => current(one.file) !== one.text)) {
            stale++;
            if (check) {
                console.error(`${file} differs from what is generated; run \`npm run generate\`.`);
            } else {
                fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
                fs.writeFileSync(path.join(root, file), text);
                console.log(`wrote ${file}`);
            }
        }
    }
    return check && stale > 0 ? 1 : 0;
}

function current(file: string): string | undefined {
    const absolute = path.join(root, file);
    return fs.existsSync(absolute) ? fs.readFileSync(absolute, 'utf8') : undefined;
}

void main(process.argv.includes('--check')).then(code => { process.exitCode = code; });
