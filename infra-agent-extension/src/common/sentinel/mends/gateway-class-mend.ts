/** The GatewayClass that a Gateway asks for, beside it, in its folder, when Envoy Gateway is what the repository installs. */
import { baseName, folderOf, joinPath } from '../../repo/repo-path';
import { wireFile } from './wire-file';
import type { CheckContext } from '../check';
import type { Mend } from '../finding';

const ENVOY_CONTROLLER = 'gateway.envoyproxy.io/gatewayclass-controller';

export function gatewayClassMend(context: CheckContext, gateway: string, name: string): Mend | undefined {
    const controller = controllerOf(context);
    const extension = /\.(ya?ml)$/.exec(gateway)?.[1] ?? 'yaml';
    const stem = baseName(gateway).startsWith('gateway') ? baseName(gateway).replace(/\.ya?ml$/, '').includes('-') ? 'gateway-class' : 'gatewayclass' : 'gatewayclass';
    const file = joinPath(folderOf(gateway), `${stem}.${extension}`)!;
    if (controller === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name) || context.exists(file)) {
        return undefined;
    }
    const version = context.model(gateway)!.documents!.find(document => document.kind === 'Gateway')!.apiVersion;
    const content = `apiVersion: ${version}\nkind: GatewayClass\nmetadata:\n  name: ${name}\nspec:\n  controllerName: ${controller}\n`;
    const wired = wireFile(context, gateway, file, 'before');
    return wired === undefined ? undefined : {
        title: `Define the GatewayClass ${name}`, edits: [{ file, content }, ...wired],
        assumptions: [`REVIEW: the controller of ${name} is ${controller}`]
    };
}

/** As the chart's values name it; Envoy Gateway's own default where they do not. */
function controllerOf(context: CheckContext): string | undefined {
    const values = context.files.filter(file => context.model(file)?.kind === 'values').flatMap(file => /controllerName:\s*["']?([a-z0-9./-]+)/.exec(context.text(file)!)?.[1] ?? []);
    const installed = context.files.some(file => /envoyproxy\/gateway|gateway-helm/.test(context.text(file)!));
    return values[0] ?? (installed ? ENVOY_CONTROLLER : undefined);
}
