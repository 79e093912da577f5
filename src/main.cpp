#include "app/cli.hpp"

int main(int argc, char** argv) {
    return gps::app::run(argc, argv);
}
