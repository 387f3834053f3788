/**
 * The monitoring of a whole cluster, kube-prometheus-stack: found, installed by Helm, read,
 * removed.
 */
package switchboard.console.platform.kubernetes.monitoring;
