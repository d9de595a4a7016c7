/** What the session and other nouns may ask of accounts. */
export { accountsOfPeople, consoleActor, upkeepActor } from "./console-account";
export { hashPassword } from "./passwords";
export { actorById, type SessionActor, sessionActor } from "./session-actor";
export { signIn, signOut } from "./sign-in";
