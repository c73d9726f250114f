import { expectInner, expectVerdicts } from '../table-cases';
import { program as argocd } from './argocd';
import { programs as certificates } from './cluster-certificates';
import { programs as pipelines } from './cluster-pipelines';
import { programs as scanners } from './cluster-scanners';
import { program as eksctl } from './eksctl';
import { programs as etcd } from './etcdctl';
import { program as flux } from './flux';
import { program as istioctl } from './istioctl';
import { program as kubeadm } from './kubeadm';
import { programs as localClusters } from './local-clusters';
import { programs as meshes } from './mesh-tools';
import { programs as skaffold } from './skaffold';
import { program as velero } from './velero';

const tables = [argocd, ...certificates, ...pipelines, ...scanners, eksctl, ...etcd, flux, istioctl, kubeadm, ...localClusters, ...meshes, ...skaffold, velero];

describe('The tables of programs around a cluster', () => {
    expectVerdicts(tables, {
        'LOW local': `
            flux build kustomization apps --path ./apps
            istioctl validate -f mesh.yaml
            istioctl manifest generate
            kubeadm version
            kubeadm config images list
            linkerd install
            linkerd inject web.yaml
            kubeseal --cert pub.pem -f secret.yaml -w sealed.yaml
            argocd context
            skaffold diagnose
            eksctl version`,
        'LOW cluster': `
            flux version
            flux get kustomizations -A
            flux logs --level=error
            flux check
            flux diff kustomization apps --path ./apps
            flux create source git apps --url=https://example.com --export
            flux create secret git apps --url=https://example.com --export
            argocd app list
            argocd app get web
            argocd app diff web
            argocd app sync web --dry-run
            argocd app wait web
            istioctl analyze
            istioctl proxy-status
            istioctl ps
            istioctl pc routes web-1
            istioctl x precheck
            istioctl install --dry-run
            velero backup get
            velero get backups
            velero backup describe nightly
            etcdctl endpoint health
            etcdctl member list
            etcdctl get /registry/secrets --prefix --keys-only
            etcdctl get mykey
            kubeadm upgrade plan
            kubeadm certs check-expiration
            kubeadm reset --dry-run
            minikube status
            kind get clusters
            k3d cluster list
            cilium status
            cilium endpoint list
            hubble observe -n prod
            linkerd check
            linkerd viz stat deploy
            cmctl status certificate web
            calicoctl get nodes
            argo list
            tkn pipelinerun logs web
            kubescape scan framework nsa
            kubeseal < secret.yaml`,
        'LOW cloud': `
            eksctl get cluster
            eksctl create cluster --name edge --dry-run`,
        'MED local': `
            kind export kubeconfig
            k3d kubeconfig merge edge
            skaffold render`,
        'MED external': `
            flux push artifact oci://registry.example.com/apps
            skaffold build`,
        'MED cluster': `
            flux reconcile kustomization apps
            flux suspend kustomization apps
            flux resume kustomization apps
            flux install
            flux create source git apps --url=https://example.com
            argocd app sync web
            argocd app create web --repo https://example.com
            argocd app rollback web 3
            argocd login argocd.example.com
            istioctl install -y
            istioctl dashboard kiali
            velero backup create nightly
            velero create schedule nightly --schedule "0 1 * * *"
            velero schedule pause nightly
            etcdctl put mykey value
            etcdctl defrag
            minikube start
            minikube addons enable ingress
            kind create cluster
            kind load docker-image web:1
            k3d cluster create edge
            cilium install
            cilium connectivity test
            linkerd viz dashboard
            cmctl renew web
            argo submit web.yaml
            tkn pipeline start web
            skaffold run
            skaffold dev
            flux frobnicate`,
        'MED cloud': `
            eksctl create cluster --name edge
            eksctl create nodegroup --cluster edge
            eksctl scale nodegroup --cluster edge --nodes 3 -n ng
            eksctl utils write-kubeconfig --cluster edge`,
        'HIGH external': 'flux bootstrap github --owner=o --repository=r',
        'HIGH local': 'etcdctl snapshot restore snap.db --data-dir /var/lib/etcd',
        'HIGH cluster': `
            flux delete kustomization apps
            flux uninstall
            flux suspend kustomization --all
            flux create secret git apps --url=https://example.com
            argocd app delete web
            argocd app sync web --prune
            argocd app sync web --force
            argocd cluster add prod
            argocd account generate-token
            argocd admin initial-password
            argocd proj role add-policy web r
            argocd login argocd.example.com --password secret
            argocd repo add https://example.com --ssh-private-key-path id_rsa
            istioctl uninstall --purge
            istioctl create-remote-secret
            istioctl install --force
            velero backup delete nightly
            velero delete backup nightly --confirm
            velero restore create --from-backup nightly
            velero uninstall
            etcdctl del mykey
            etcdctl del "" --from-key
            etcdctl get /registry/secrets/prod/app
            etcdctl get "" --prefix
            etcdctl get / --prefix
            etcdctl put /registry/pods/prod/web x
            etcdctl snapshot save snap.db
            etcdctl member remove 1234
            etcdctl user add root
            kubeadm init
            kubeadm reset -f
            kubeadm token create
            kubeadm upgrade apply v1.31.0
            minikube delete --all
            minikube stop
            minikube ssh
            kind delete cluster
            kind get kubeconfig
            k3d cluster delete edge
            k3s server
            cilium uninstall
            cilium policy delete --all
            linkerd multicluster link
            cmctl approve web
            kubeseal --recovery-unseal
            calicoctl apply -f policy.yaml
            argo delete web
            skaffold delete
            velero purge-all`,
        'HIGH cloud': `
            eksctl delete cluster --name edge
            eksctl drain nodegroup --cluster edge --name ng
            eksctl create iamserviceaccount --cluster edge --name x
            eksctl upgrade cluster --name edge --approve
            eksctl scale nodegroup --cluster edge --nodes 0 -n ng`
    });

    expectInner(tables, {
        'minikube kubectl -- delete ns prod': 'argv kubectl delete ns prod',
        'minikube ssh -- rm -rf /data': '@cluster argv rm -rf /data',
        'minikube ssh "rm -rf /data"': '@cluster shell rm -rf /data',
        'k3s kubectl get pods -n prod': 'argv kubectl get pods -n prod',
        'microk8s helm3 uninstall web': 'argv helm3 uninstall web',
        'etcdctl watch mykey -- rm x': 'argv rm x'
    });
});
