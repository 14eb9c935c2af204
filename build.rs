//! Rebuilds the program when a data file comes or goes.

fn main() {
    println!("cargo:rerun-if-changed=data");
}
