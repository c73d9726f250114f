/**
 * The socket between backend and runner. It lies in a folder that only this user can enter, takes exactly one connection, and is gone from the
 * disk before the first command starts; Node opens sockets close-on-exec, so no command inherits either end.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lineSplitter } from './line-splitter';
import { Report, type Order } from './protocol';

/** Longest path of a socket on macOS; Linux takes four more. */
const LONGEST_SOCKET_PATH = 103;

export interface RunnerChannel {
    readonly path: string;
    send(order: Order): void;
    close(): void;
}

export interface ChannelListener {
    report(report: Report): void;
    /** Once: the runner has gone, or said something that no runner says. */
    closed(): void;
}

export function openRunnerChannel(listener: ChannelListener): RunnerChannel {
    const folder = privateFolder();
    const path = join(folder, 'run');
    let connection: Socket | undefined;
    let open = true;
    const closed = (): void => {
        if (open) {
            open = false;
            listener.closed();
        }
    };
    const server = createServer(socket => {
        if (connection) {
            socket.destroy();
            return;
        }
        connection = socket;
        stopListening();
        socket.setEncoding('utf8');
        socket.on('data', lineSplitter(line => {
            const report = parseReport(line);
            return report ? listener.report(report) : socket.destroy();
        }));
        socket.on('error', () => undefined);
        socket.on('close', closed);
    });
    const stopListening = (): void => {
        server.close();
        rmSync(folder, { recursive: true, force: true });
    };
    server.on('error', closed);
    server.listen(path);
    return {
        path,
        send: order => { connection?.write(`${JSON.stringify(order)}\n`); },
        close: () => {
            stopListening();
            connection?.destroy();
        }
    };
}

function privateFolder(): string {
    const base = join(tmpdir(), 'infra-agent-').length + '123456/run'.length > LONGEST_SOCKET_PATH ? '/tmp' : tmpdir();
    return mkdtempSync(join(base, 'infra-agent-'));
}

function parseReport(line: string): Report | undefined {
    try {
        return Report.parse(JSON.parse(line));
    } catch {
        return undefined;
    }
}
