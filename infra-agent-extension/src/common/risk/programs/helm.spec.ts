import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { program as helm } from './helm';
import { programs as helmfile } from './helmfile';
import { program as kustomize } from './kustomize';

const tables = [helm, ...helmfile, kustomize];

describe('The tables of Helm and Kustomize', () => {
    expectVerdicts(tables, {
        'LOW local': `
            helm
            helm version
            helm template web ./chart -f values.yaml
            helm lint ./chart
            helm show values bitnami/nginx
            helm search repo nginx
            helm repo list
            helm dependency list
            helm plugin list
            helm env
            helm create chart
            helm package ./chart
            helmfile template
            helmfile lint
            kustomize build overlays/prod
            kustomize version
            kustomize edit set image web=nginx:2
            helm-docs`,
        'LOW cluster': `
            helm list -A
            helm ls -n prod
            helm status web
            helm history web
            helm get values web
            helm get manifest web
            helm diff upgrade web ./chart
            helm upgrade --install web ./chart --dry-run
            helm install web ./chart --dry-run=server
            helm uninstall web --dry-run
            helm template web ./chart --validate
            helmfile diff
            helmfile -e prod status`,
        'LOW external': 'kustomize build https://github.com/org/repo//base?ref=v1',
        'MED local': `
            helm repo add bitnami https://charts.bitnami.com/bitnami
            helm repo update
            helm repo remove bitnami
            helm pull bitnami/nginx
            helm dependency update ./chart
            helm dep up ./chart
            helm plugin install https://github.com/databus23/helm-diff
            helmfile deps
            kustomize build --enable-helm overlays/prod`,
        'MED cluster': `
            helm install web ./chart
            helm install nginx bitnami/nginx --version 1.2.3 -n web --create-namespace
            helm install --generate-name oci://registry.example.com/web
            helm upgrade --install web ./chart --atomic --wait
            helm upgrade web ./chart --dry-run=none
            helm upgrade web ./chart --dry-run=false
            helm rollback web 3
            helm test web
            helm secrets upgrade web ./chart
            helm frobnicate
            helmfile apply
            helmfile -e prod sync`,
        'MED external': `
            helm push web-1.tgz oci://registry.example.com
            helm registry login registry.example.com`,
        'HIGH local': `
            helm secrets dec secrets.yaml
            kustomize build --enable-alpha-plugins --enable-exec .`,
        'HIGH external': 'helm registry login registry.example.com -u u -p secret',
        'HIGH cluster': `
            helm uninstall web
            helm -n prod un web
            helm delete web
            helm del web --no-hooks
            helm --kube-context prod uninstall web
            helm upgrade web ./chart --force
            helm rollback web 1 --force
            helm install web https://example.com/web.tgz
            helm upgrade web ./chart -f https://example.com/values.yaml
            helm upgrade web ./chart --take-ownership
            helm upgrade web ./chart --kube-as-user admin
            helm $VERB web
            helm purge-releases
            helmfile destroy
            helmfile -e prod delete --purge`
    });

    expectInner(tables, {
        'helm upgrade --install web ./chart': 'chart',
        'helm install web charts/web': 'chart',
        'helm install nginx bitnami/nginx': '',
        'helm template web ./chart --post-renderer ./patch.sh': 'argv ./patch.sh',
        'helm uninstall web': ''
    });

    expectPaths(tables, {
        'helm template web ./chart --output-dir out': 'writes out',
        'helm create chart': 'touches chart',
        'helm upgrade web ./chart -f values.yaml': 'reads values.yaml',
        'kustomize build . -o out.yaml': 'writes out.yaml',
        'kustomize edit set namespace prod': 'writes kustomization.yaml'
    });
});
