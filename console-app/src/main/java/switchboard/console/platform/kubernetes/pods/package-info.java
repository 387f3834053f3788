/**
 * The system as it runs in a cluster: its pods watched, awaited, scaled, limited, forwarded to, and
 * explained.
 */
package switchboard.console.platform.kubernetes.pods;
