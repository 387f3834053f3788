/**
 * The way to a cluster: contexts, credentials, proxies, Minikube, what the user may do there, and
 * the names by which the system is known in it.
 */
package switchboard.console.platform.kubernetes.access;
