/// Installation tokens of a GitHub App
/// ([documentation](https://docs.github.com/en/rest/apps/apps#create-an-installation-access-token-for-an-app)):
/// one for each session, for no more repositories and permissions than its role and its purpose name,
/// ended with it.
///
/// **What a role names** is read from its lines, `GET /repos/acme/shop/issues/**`: the repository, and
/// the permission that its part of the API needs, to read or to write. `POST
/// /acme/shop.git/git-receive-pack` is Git's. The purpose's envelope narrows that further, where its
/// resources are repositories (`repos/acme/shop/issues`, `acme/shop`).
///
/// Safe on every thread; leases block.
@NullMarked
package dev.sallyport.http.credential.github;

import org.jspecify.annotations.NullMarked;
