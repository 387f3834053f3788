/** The detection ledger of a fault, from all that noticed it. */
package switchboard.console.session.ledger;
