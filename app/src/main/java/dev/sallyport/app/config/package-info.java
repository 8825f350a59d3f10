/// The words of the configuration file: one record per mapping, one component per key.
///
/// [Configuration] is the root. The records are the one source of everything said about a key: the mapper in
/// `yaml` reads them, `schema` turns them into the JSON Schema and into the table of `docs/configuration.md`,
/// `load` hashes them. So a key is added by adding a component with a
/// [dev.sallyport.app.config.shape.Doc], and a
/// [dev.sallyport.app.config.shape.Default] unless the key is required; the tests then ask for the rest.
///
/// Values are immutable and hold no secret, only references. Paths are resolved: against the folder of the
/// configuration file, or against `state` where the key says so. The rooms: `problem` (what is wrong and where),
/// `shape` (annotations and what they mean), `yaml` (bytes to records), `files` (who may write a file, what a
/// secret reference holds), `check` (what no single key can know), `rules` (records to the authority's rules, and
/// to sentences), `schema` (records to documents), `load` (all of it in one call).
@NullMarked
package dev.sallyport.app.config;

import org.jspecify.annotations.NullMarked;
