/** Shows the terminals of runs. The backend owns the process; a window attaches to it, looks, and types nothing. */
import { nls } from '@theia/core/lib/common/nls';
import { inject, injectable, postConstruct } from '@theia/core/shared/inversify';
import { TerminalService } from '@theia/terminal/lib/browser/base/terminal-service';
import type { TerminalWidget } from '@theia/terminal/lib/browser/base/terminal-widget';
import { TerminalWidgetImpl } from '@theia/terminal/lib/browser/terminal-widget-impl';
import type { Outcome } from '../../common/infra-service';
import { InfraClientImpl } from '../connection/infra-client-impl';
import { InfraWorkspace } from '../connection/infra-workspace';

/** Terminals of this kind are never started anew by Theia when their process is gone. */
const RUN_TERMINAL_KIND = 'infra-agent';

@injectable()
export class RunTerminals {

    @inject(TerminalService)
    protected readonly terminalService!: TerminalService;

    @inject(InfraClientImpl)
    protected readonly client!: InfraClientImpl;

    @inject(InfraWorkspace)
    protected readonly workspace!: InfraWorkspace;

    /** By folder and key of the operation. A finished run's terminal stays, to be read. */
    protected readonly widgets = new Map<string, { terminalId: number; widget: Promise<TerminalWidget> }>();

    @postConstruct()
    protected init(): void {
        this.client.onRunStarted(({ root, key, terminalId, title }) => {
            if (root === this.workspace.root) {
                this.show(root, key, terminalId, title);
            }
        });
    }

    has(root: string, key: string): boolean {
        return this.widgets.has(id(root, key));
    }

    async show(root: string, key: string, terminalId: number | undefined, title: string): Promise<Outcome> {
        const known = this.widgets.get(id(root, key));
        if (known && (terminalId === undefined || known.terminalId === terminalId)) {
            const widget = await known.widget.catch(() => undefined);
            if (widget && !widget.isDisposed) {
                return this.reveal(widget);
            }
        }
        if (terminalId === undefined) {
            return gone();
        }
        const widget = this.attach(terminalId, title);
        widget.then(attached => attached.disposed.connect(() => this.widgets.delete(id(root, key))), () => undefined);
        this.widgets.set(id(root, key), { terminalId, widget });
        try {
            return await this.reveal(await widget);
        } catch {
            // The process is gone, with a backend that was restarted or after it ended; its output is on the card.
            this.widgets.delete(id(root, key));
            return gone();
        }
    }

    protected async attach(terminalId: number, title: string): Promise<TerminalWidget> {
        const widget = await this.terminalService.newTerminal({
            kind: RUN_TERMINAL_KIND, title: nls.localize('infra-agent/terminal/title', 'Infra: {0}', title),
            iconClass: 'codicon codicon-server-process', isTransient: true, useServerTitle: false, destroyTermOnClose: false
        });
        if (widget instanceof TerminalWidgetImpl) {
            widget.getTerminal().options.disableStdin = true;
        }
        try {
            await widget.start(terminalId);
        } catch (error) {
            widget.dispose();
            throw error;
        }
        return widget;
    }

    protected async reveal(widget: TerminalWidget): Promise<Outcome> {
        await this.terminalService.open(widget, { mode: 'reveal' });
        return { kind: 'ok' };
    }
}

function id(root: string, key: string): string {
    return `${root}\n${key}`;
}

function gone(): Outcome {
    return { kind: 'refused', reason: 'terminal-gone', message: nls.localize('infra-agent/terminal/gone', 'Its terminal is gone. The end of the output is on the card.') };
}
