import { expectInner, expectPaths, expectVerdicts } from '../table-cases';
import { program as kubectl } from './kubectl';
import { program as oc } from './oc';
import { programs as kubeTools } from './kube-tools';

const tables = [kubectl, oc, ...kubeTools];

describe('The table of kubectl', () => {
    expectVerdicts(tables, {
        'LOW local': `
            kubectl
            kubectl --help
            kubectl delete --help
            kubectl rollout
            kubectl version --client
            kubectl config view
            kubectl config view --minify
            kubectl config current-context
            kubectl config get-contexts
            kubectl kustomize overlays/prod
            kubectl krew list
            kubectl ctx
            kubectl completion bash
            kubectx
            kubens
            oc project`,
        'LOW cluster': `
            kubectl get pods
            kubectl get po -A -o wide
            k get ns
            kubectl -n prod get deploy/web -o yaml
            kubectl --context=prod get nodes -o json
            kubectl get pod "$POD" -o yaml
            kubectl get pods -l app=delete --watch
            kubectl get -f secret.yaml
            kubectl get secrets -A
            kubectl get secret app -o name
            kubectl get secret app -o jsonpath={.metadata.name}
            kubectl get secrets -o custom-columns=NAME:.metadata.name,TYPE:.type
            kubectl get secret -o go-template='{{range .items}}{{.metadata.name}}{{"\\n"}}{{end}}'
            kubectl describe secret app
            kubectl logs -f deploy/web -c app --since=1h
            kubectl top pods --containers
            kubectl explain deployment.spec
            kubectl api-resources
            kubectl auth can-i delete pods --as system:serviceaccount:a:b
            kubectl auth whoami
            kubectl diff -f k8s/
            kubectl wait --for=condition=Ready pod --all -n prod --timeout=60s
            kubectl rollout status deploy/web
            kubectl rollout history deploy/web
            kubectl cluster-info dump
            kubectl get --raw /healthz
            kubectl apply -f k8s/ --dry-run=server
            kubectl apply --dry-run=client -f k8s/
            kubectl delete pod web-1 --dry-run
            kubectl drain node-1 --ignore-daemonsets --dry-run=client
            kubectl create deployment web --image=nginx --dry-run=client -o yaml
            kubectl create secret generic app --from-literal=a=b --dry-run=client -o yaml
            kubectl label pods --all --list
            kubectl set image deploy/web web=nginx:2 --local -o yaml
            kubectl tree deploy web
            kubectl argo rollouts get rollout web
            oc whoami
            oc process -f template.yaml
            oc adm top nodes
            stern web
            k9s --readonly`,
        'MED local': `
            kubectl config use-context prod
            kubectl config set-context --current --namespace=prod
            kubectl config unset current-context
            kubectl config rename-context a b
            kubectl krew install tree
            kubectl ns prod
            kubectl ctx -
            kubectx prod
            kubens prod`,
        'MED cluster': `
            kubectl apply -f k8s/web.yaml
            kubectl apply -k overlays/prod
            kubectl apply -f k8s/web.yaml --dry-run=none
            kubectl apply -f k8s/ --dry-run=server --dry-run=none
            kubectl create ns edge
            kubectl create cm settings --from-file=settings.yaml
            kubectl create job now --from=cronjob/nightly
            kubectl create sa deployer
            kubectl run test --image=busybox --restart=Never
            kubectl expose deploy web --port 80
            kubectl scale --replicas 3 deploy/web
            kubectl autoscale deploy web --min=1 --max=5
            kubectl patch deploy web -p '{"spec":{"replicas":3}}'
            kubectl edit deploy web
            kubectl replace -f web.yaml
            kubectl label ns edge team=core --overwrite
            kubectl annotate pod web-1 note-
            kubectl rollout restart deploy/web
            kubectl rollout undo deploy/web
            kubectl set image deploy/web web=nginx:2
            kubectl cordon node-1
            kubectl uncordon node-1
            kubectl taint nodes node-1 a=b:NoSchedule
            kubectl taint nodes node-1 a=b:NoExecute-
            kubectl cp prod/web-1:/etc/hosts ./hosts
            kubectl port-forward svc/web 8080:80
            kubectl port-forward --address 127.0.0.1 svc/web 8080:80
            kubectl get pods --as admin
            kubectl --insecure-skip-tls-verify get pods
            kubectl frobnicate pods
            oc new-project edge
            oc start-build web
            oc login https://api.example.com`,
        'HIGH local': `
            kubectl config view --raw
            kubectl config view --raw=true
            kubectl config set-credentials admin --token=x
            kubectl config delete-context prod
            kubectl config unset users.admin
            kubectl config set users.admin.token x
            kubectl ctx -d prod
            kubectx -d prod`,
        'HIGH cluster': `
            kubectl debug web-1 -it --image=busybox
            kubectl attach -it web-1
            kubectl delete ns prod
            kubectl delete ns/prod
            kubectl -n prod delete pod web-1
            kubectl --context prod -n prod delete deploy web --wait=false
            kubectl delete pod web-1 --force --grace-period=0
            kubectl delete -f k8s/
            kubectl delete pods --all
            k delete pvc data
            kubectl delete pod web-1 --dry-run=none
            kubectl drain node-1 --ignore-daemonsets
            kubectl scale deploy/web --replicas=0
            kubectl scale deploy/web --replicas=$N
            kubectl scale deploy --all --replicas=2
            kubectl get secret app -o yaml
            kubectl get secret/app -ojson
            kubectl get pods,secrets -o json
            kubectl get -w secret app -o yaml
            kubectl get secret app -o jsonpath='{.data.password}'
            kubectl get secret app -o jsonpath="{.data.$KEY}"
            kubectl get secret app --template='{{.data.password}}'
            kubectl get secret app -o custom-columns=P:.data.password
            kubectl get secret app -o jsonpath='{.metadata.annotations}'
            kubectl get "$KIND" -o yaml
            kubectl get --raw /api/v1/namespaces/prod/secrets
            kubectl get -f secret.yaml -o yaml
            kubectl view-secret app
            kubectl create secret generic app --from-literal=a=b
            kubectl create token deployer
            kubectl create clusterrolebinding x --clusterrole=cluster-admin --user=u
            kubectl create rolebinding x --role=r --user=u
            kubectl auth reconcile -f rbac.yaml
            kubectl certificate approve csr-1
            kubectl set subject rolebinding x --user=u
            kubectl patch clusterrole admin --type=json -p '[]'
            kubectl edit secret app
            kubectl patch deploy web -p '{"spec":{"replicas":0}}'
            kubectl patch pvc data -p '{"metadata":{"finalizers":null}}' --type=merge
            kubectl replace --force -f web.yaml
            kubectl apply -f k8s/ --prune -l app=web
            kubectl apply --server-side --force-conflicts -f k8s/
            kubectl taint nodes node-1 a=b:NoExecute
            kubectl label ns edge pod-security.kubernetes.io/enforce=privileged
            kubectl annotate pods --all note=x
            kubectl rollout restart deploy -A
            kubectl debug node/node-1 -it --image=busybox
            kubectl run x --image=busybox --overrides='{"spec":{"hostPID":true}}'
            kubectl port-forward --address 0.0.0.0 svc/web 8080:80
            kubectl proxy --accept-hosts='.*'
            kubectl exec web-1 -- cat /var/run/secrets/kubernetes.io/serviceaccount/token
            kubectl apply -f k8s/ --as=admin
            kubectl $VERB pods
            kubectl purge-everything
            oc adm drain node-1
            oc adm policy add-cluster-role-to-user cluster-admin u
            oc idle web
            oc whoami -t
            oc login -p secret
            oc delete project edge
            oc adm upgrade --to-latest
            k9s`
    });

    expectInner(tables, {
        'kubectl exec web-1 -- rm -rf /data': '@cluster argv rm -rf /data',
        'kubectl exec -it -n prod deploy/web -c app -- sh -c "rm x"': '@cluster argv sh -c rm x',
        'kubectl exec web-1 rm -rf /data': '@cluster argv rm -rf /data',
        'kubectl run x --rm -i --image=busybox -- wget host': '@cluster-fresh argv wget host',
        'kubectl debug web-1 --image=busybox -- ps': '@cluster argv ps',
        'kubectl apply -f a.yaml,b.yaml': 'manifests',
        'kubectl apply -f a.yaml -k overlays/prod': 'manifests + manifests',
        'kubectl apply -f https://example.com/a.yaml': 'unreadable',
        'kubectl apply -k github.com/org/repo//base?ref=v1': 'unreadable',
        'kubectl delete -f https://example.com/a.yaml -f b.yaml': 'unreadable + manifests',
        'kubectl get pods': '',
        'oc rsh web-1 ls /': '@cluster argv ls /'
    });

    expectPaths(tables, {
        'kubectl cp prod/web-1:/etc/hosts ./hosts': 'writes ./hosts',
        'kubectl cp ./key prod/web-1:/tmp/key': 'reads ./key',
        'kubectl cluster-info dump --output-directory=/tmp/dump': 'writes /tmp/dump'
    });
});
