//! The types of the package, as the compiler of TypeScript takes them: what is right compiles, and each mistake does not.

use anyhow::Result;
use encaixe_tests::project::Project;

/// The ways to find a package that authors have, and a page with the classic script.
const PROJECTS: [&str; 4] = ["bundler", "node16", "nodenext", "script"];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_right_compiles_and_each_mistake_does_not() -> Result<()> {
    let project = Project::new("tests/package/projects/types").await?;
    for name in PROJECTS {
        let settings = format!("tsconfig.{name}.json");
        project
            .run("node_modules/.bin/tsc", &["--project", &settings])
            .await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_compiler_looks_at_every_line_of_them() -> Result<()> {
    let project = Project::new("tests/package/projects/types").await?;
    let index = "node_modules/@encaixe/kinbox/index.d.ts";
    project.replace(index, "  addTag(tag: Id, ", "  addTag(tag: any, ")?;
    project.replace(index, "\"rate_limited\"", "\"too_many\"")?;
    let complaint = project
        .run(
            "node_modules/.bin/tsc",
            &["--project", "tsconfig.node16.json"],
        )
        .await
        .err()
        .map(|why| why.to_string())
        .unwrap_or_default();
    for wanted in [
        "mistakes.ts",
        "Unused '@ts-expect-error'",
        "uses.ts",
        "rate_limited",
    ] {
        anyhow::ensure!(complaint.contains(wanted), "no {wanted} in: {complaint}");
    }
    Ok(())
}
