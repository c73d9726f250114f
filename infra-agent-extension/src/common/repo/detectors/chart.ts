/** Helm charts: the chart's own file, its values and its templates, which are text until Helm renders them. */
import type { Detector } from '../detector';

export const detector: Detector = {
    wants: file => /(^|\/)Chart\.ya?ml$|(^|\/)templates\/.*\.(ya?ml|tpl|txt)$|(^|\/)values[\w.-]*\.ya?ml$|-values\.ya?ml$/.test(file.path),
    claim: source => /(^|\/)Chart\.ya?ml$/.test(source.path) ? 3 : /(^|\/)values[\w.-]*\.ya?ml$|-values\.ya?ml$/.test(source.path) && !/^kind:/m.test(source.text) ? 2.5 : /\{\{/.test(source.text) ? 1 : 0,
    read: source => ({ kind: /(^|\/)Chart\.ya?ml$|\/templates\//.test(source.path) ? 'chart' : 'values' })
};
