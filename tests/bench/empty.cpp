// The least a C++ program can be; linked with the shared libstdc++.
int main() {}
