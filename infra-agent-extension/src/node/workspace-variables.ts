/**
 * Values of variables that a person set on a card, kept for one workspace beside its journal, readable by their user alone. They reach only
 * commands that read them, and are part of the digest as the environment is.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mustBePrivate } from './state-folder';

const Variables = z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/), z.string().max(32_768));
export type Variables = Readonly<Record<string, string>>;

export function readVariables(folder: string): Variables {
    const file = join(folder, 'variables.json');
    try {
        mustBePrivate(file);
        return Variables.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
            return {};
        }
        throw error;
    }
}

/** An empty value takes the variable away. */
export function writeVariable(folder: string, name: string, value: string): void {
    const { [name]: _before, ...others } = readVariables(folder);
    const variables = Variables.parse(value === '' ? others : { ...others, [name]: value });
    const file = join(folder, 'variables.json');
    const aside = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(aside, JSON.stringify(variables), { mode: 0o600, flag: 'wx' });
    renameSync(aside, file);
}
