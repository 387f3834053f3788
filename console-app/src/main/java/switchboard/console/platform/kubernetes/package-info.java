/**
 * The platform of a Kubernetes cluster. Its packages build on each other: {@code access}, {@code
 * manifests}, then {@code pods} and {@code monitoring}.
 */
package switchboard.console.platform.kubernetes;
