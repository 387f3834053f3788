/** The product's manifests: read as kubectl does, applied to a cluster, and deleted. */
package switchboard.console.platform.kubernetes.manifests;
