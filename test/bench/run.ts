/** `npm run bench [NAME…]`: runs the benches of these names, or all, one process a file, and prints one table. Fails where a bench crashes or a goal is missed. */
import { fork } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Bench, Measure } from './support';

interface Row extends Measure {
    readonly name: string;
}

const ONE = '--one';

async function main(args: readonly string[]): Promise<void> {
    if (args[0] === ONE) {
        const { bench } = await import(path.resolve(args[1])) as { bench: Bench };
        process.send?.(await bench());
        process.disconnect();
        return;
    }
    const files = benchFiles().filter(({ name }) => args.length === 0 || args.includes(name));
    const rows: Row[] = [];
    for (const { name, file } of files) {
        console.error(`bench: ${path.relative(__dirname, file)}`);
        rows.push(...(await measuresOf(file)).map(measure => ({ ...measure, name })));
    }
    console.log(table(rows));
    process.exitCode = files.length === 0 || rows.some(row => isMet(row) === false) ? 1 : 0;
}

/** `x.bench.ts` is named `x`, `x/y.bench.ts` too. */
function benchFiles(): { name: string; file: string }[] {
    const files = (fs.readdirSync(__dirname, { recursive: true }) as string[]).filter(file => file.endsWith('.bench.ts')).sort();
    return files.map(file => ({ name: file.split(path.sep)[0].replace(/\.bench\.ts$/, ''), file: path.join(__dirname, file) }));
}

/** In a process of its own, so that memory and compiled code of one bench do not meet another. */
function measuresOf(file: string): Promise<readonly Measure[]> {
    return new Promise((resolve, reject) => {
        const child = fork(__filename, [ONE, file], { execArgv: ['--import', 'tsx', '--expose-gc'] });
        let measures: readonly Measure[] | undefined;
        child.on('message', message => { measures = message as Measure[]; });
        child.on('close', code => measures && code === 0 ? resolve(measures) : reject(new Error(`${file} ended with ${code} and ${measures ? 'its' : 'no'} measures`)));
    });
}

function isMet(row: Measure): boolean | undefined {
    const reached = row.baseline === undefined ? row.value : row.value / row.baseline;
    return row.goal && ('atMost' in row.goal ? reached <= row.goal.atMost : reached >= row.goal.atLeast);
}

function table(rows: readonly Row[]): string {
    const head = ['name', 'measure', 'value', 'baseline', 'ratio', 'goal', 'met?'];
    const cells = [head, head.map(() => '-'), ...rows.map(cellsOf)];
    const widths = head.map((_, column) => Math.max(...cells.map(line => line[column].length)));
    return cells.map(line => `| ${line.map((cell, column) => cell === '-' ? '-'.repeat(widths[column]) : cell.padEnd(widths[column])).join(' | ')} |`).join('\n');
}

function cellsOf(row: Row): string[] {
    const { name, measure, value, unit, baseline, goal } = row;
    const met = isMet(row);
    return [
        name, measure, amount(value, unit), baseline === undefined ? '' : amount(baseline, unit), baseline === undefined ? '' : (value / baseline).toFixed(2),
        goal ? ('atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`) : '', met === undefined ? '' : met ? 'yes' : 'NO'
    ];
}

function amount(value: number, unit: string): string {
    return `${Number.isInteger(value) ? value : value.toFixed(value < 10 ? 2 : 1)}${unit && ' '}${unit}`;
}

void main(process.argv.slice(2));
